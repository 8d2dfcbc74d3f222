import { Worker } from 'node:worker_threads';

/**
 * Starts a module of this folder as a thread. From sources, a thread must first learn to load TypeScript:
 * it does not inherit that from every process that it may be started in. A build needs nothing.
 *
 * @param name of the module, such as `./index-thread`
 */
export function startThread(name: `./${string}`, workerData: unknown): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL(`${name}.js`, import.meta.url), { workerData });
  }
  const program = JSON.stringify(new URL(`${name}.ts`, import.meta.url));
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return new Worker(
    `import(${tsx}).then(({ register }) => { register(); return import(${program}); })`,
    { eval: true, workerData, execArgv: ['--conditions=source'] },
  );
}

import { runProgram } from './run-program.ts';

/**
 * Runs a program as a worker does, to be killed or stopped meanwhile. Arguments: for how many
 * milliseconds the execution is held from any moment on, grace, program and its arguments.
 */
const [held = '', graceMs = '', file = '', ...args] = process.argv.slice(2);
await runProgram({
  program: { argv: [file, ...args], cwd: '/', env: {}, stdin: '' },
  onOutput: (_, chunk) => process.stdout.write(chunk),
  signal: new AbortController().signal,
  graceMs: Number(graceMs),
  held: () => Number(held),
});

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactBatch } from '@clew/contracts';
import { expect, test } from 'vitest';
import { tempCodebase, writeSources } from '../../test/codebase.ts';
import { watchCodebase } from './watch-codebase.ts';

const SOURCES = {
  'package.json': { name: 'p' },
  'tsconfig.json': { compilerOptions: { lib: ['es2022'], types: [] } },
  '.gitignore': 'generated/\n',
  'src/a.ts': "import { b } from './b.ts';\nexport const a = (): number => b();\n",
  'src/b.ts': 'export const b = (): number => 1;\n',
};

interface Watch extends AsyncDisposable {
  readonly root: string;
  /** The batch that follows, with the paths that it tells of. */
  next(): Promise<FactBatch>;
  /** Resolves when everything noticed so far is dealt with and nothing was yielded. */
  idle(): Promise<void>;
}

function deferred() {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const paths = ({ files }: FactBatch) => files.map(({ path }) => path);

async function watchOf(sources: Parameters<typeof tempCodebase>[0]): Promise<Watch> {
  const codebase = await tempCodebase(sources);
  const stop = new AbortController();
  let idle = deferred();
  const batches = watchCodebase({
    root: codebase.root,
    signal: stop.signal,
    debounceMs: 50,
    onIdle: () => idle.resolve(),
  });
  // A generator runs only while it is asked, so one question is always open.
  let pending = batches.next();
  return {
    root: codebase.root,
    async next() {
      const { value } = await pending;
      idle = deferred();
      pending = batches.next();
      if (value === undefined) throw new Error('The watch ended.');
      await idle.promise;
      return value;
    },
    idle: () => idle.promise,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await pending;
      await batches.return();
      await codebase[Symbol.asyncDispose]();
    },
  };
}

test('a watch begins with what there is, and tells what each save changes', async () => {
  await using watch = await watchOf(SOURCES);
  expect(await watch.next()).toMatchObject({ scope: 'full' });
  writeSources(watch.root, { 'src/b.ts': 'export const b = (): number => 2;\n' });
  expect(paths(await watch.next())).toEqual(['src/b.ts']);
  writeSources(watch.root, { 'src/b.ts': 'export const b = (): string => "2";\n' });
  expect(paths(await watch.next())).toEqual(['src/a.ts', 'src/b.ts']);
});

test('an editor that saves by renaming, and files that come and go', async () => {
  await using watch = await watchOf(SOURCES);
  await watch.next();
  const saved = join(watch.root, 'src/.b.ts.swp');
  writeFileSync(saved, 'export const b = (): number => 3;\n');
  renameSync(saved, join(watch.root, 'src/b.ts'));
  expect(paths(await watch.next())).toEqual(['src/b.ts']);
  writeSources(watch.root, { 'src/gone.ts': 'export const gone = 1;\n' });
  rmSync(join(watch.root, 'src/gone.ts'));
  rmSync(join(watch.root, 'src/b.ts'));
  expect(await watch.next()).toMatchObject({
    files: [expect.objectContaining({ path: 'src/a.ts' })],
    removed_files: ['src/b.ts'],
  });
});

test('what discovery ignores is not noticed, until the ignore file says otherwise', async () => {
  await using watch = await watchOf(SOURCES);
  await watch.next();
  mkdirSync(join(watch.root, 'generated'));
  writeSources(watch.root, { 'generated/g.ts': 'export const g = 1;\n', 'src/notes.md': '# n\n' });
  writeSources(watch.root, { 'src/b.ts': 'export const b = (): number => 4;\n' });
  expect(paths(await watch.next())).toEqual(['src/b.ts']);
  writeSources(watch.root, { '.gitignore': '' });
  expect(paths(await watch.next())).toEqual(['generated/g.ts']);
  writeSources(watch.root, { 'generated/g.ts': 'export const g = 2;\n' });
  expect(paths(await watch.next())).toEqual(['generated/g.ts']);
});

test('a change of branch with many files, one of them broken, ends in the facts of all', async () => {
  await using watch = await watchOf(SOURCES);
  await watch.next();
  const many = Object.fromEntries(
    Array.from({ length: 700 }, (_, index) => [
      `src/many/f${index}.ts`,
      `export const f = ${index};`,
    ]),
  );
  writeSources(watch.root, { ...many, 'src/broken.ts': 'export const = ;\n' });
  const seen = new Set<string>();
  const failed = new Set<string>();
  while (seen.size < 700 || failed.size < 1) {
    const batch = await watch.next();
    for (const path of paths(batch)) seen.add(path);
    for (const { path } of batch.failures) failed.add(path);
  }
  expect([...failed]).toEqual(['src/broken.ts']);
  writeSources(watch.root, { 'src/broken.ts': 'export const broken = 1;\n' });
  expect(paths(await watch.next())).toEqual(['src/broken.ts']);
});

test('an edit that is taken back before anybody looks is no change', async () => {
  await using watch = await watchOf(SOURCES);
  await watch.next();
  writeSources(watch.root, { 'src/b.ts': 'export const b = (): number => 9;\n' });
  writeSources(watch.root, { 'src/b.ts': SOURCES['src/b.ts'] });
  writeSources(watch.root, { 'src/a.ts': `${SOURCES['src/a.ts']}export const c = 1;\n` });
  expect(paths(await watch.next())).toEqual(['src/a.ts']);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedTimescale } from '../src/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the archive of an empty store with the extension. */
    readonly emptyStore: string;
  }
}

/** Makes one empty store; each test file starts from its archive, which is quicker than a new one. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'clew-conformance-'));
  const path = join(folder, 'empty.tar');
  await using store = await startEmbeddedTimescale({ dataDir: 'memory', jobs: 'off' });
  await writeFile(path, (await store.dump('none')).stream());
  provide('emptyStore', path);
  return () => rm(folder, { recursive: true, force: true });
}

import { join } from 'node:path';
import { tempDir } from './temp-dir.ts';

export interface TempGraphPath extends AsyncDisposable {
  /** Of a SQLite file that does not exist yet, in a folder of its own. */
  readonly path: string;
}

/** A place for a graph; the file, its write-ahead log and backups beside it go on disposal. */
export async function tempGraphPath(): Promise<TempGraphPath> {
  const folder = await tempDir();
  return {
    path: join(folder.path, 'graph.db'),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

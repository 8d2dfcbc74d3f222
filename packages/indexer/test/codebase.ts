import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempDir } from '@clew/testing';

/** Files of a codebase by path; objects are written as JSON. */
export type Sources = Readonly<Record<string, string | Buffer | object>>;

export function writeSources(root: string, sources: Sources): void {
  for (const [path, content] of Object.entries(sources)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(file, isText ? content : JSON.stringify(content));
  }
}

/** A codebase in a temporary folder, gone when disposed. */
export async function tempCodebase(sources: Sources): Promise<AsyncDisposable & { root: string }> {
  const folder = await tempDir();
  writeSources(folder.path, sources);
  return { root: folder.path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

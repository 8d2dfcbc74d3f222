import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that configures Clew, or why it cannot be read. */
export type FoundConfigFile =
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

const maxBytes = 1_048_576;

/** Reads one file of a codebase; null when it is not there. @param path relative to the root */
export async function readConfigFile(root: string, path: string): Promise<FoundConfigFile | null> {
  try {
    const file = await open(join(root, path), 'r');
    try {
      const { size } = await file.stat();
      if (size > maxBytes) {
        const reason = `the file has ${size} bytes, and ${maxBytes} are the most. Split it`;
        return { kind: 'unreadable', path, reason };
      }
      return { kind: 'text', path, text: await file.readFile('utf8') };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isAbsent(error)) return null;
    return { kind: 'unreadable', path, reason: `the file cannot be read (${codeOf(error)})` };
  }
}

/** Paths of the YAML files of a folder of a codebase, in the order of their names; none without it. */
export async function listConfigFiles(root: string, folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(join(root, folder));
    return names
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => `${folder}/${name}`);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

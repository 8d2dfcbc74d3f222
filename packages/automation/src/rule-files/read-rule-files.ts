import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A rules file, or why it cannot be read. */
export type FoundRuleFile =
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

const maxBytes = 1_048_576;

/** Reads `clew.yaml` and `.clew/rules/*.yaml` of a codebase, in the order of their names. */
export async function readRuleFiles(root: string): Promise<readonly FoundRuleFile[]> {
  const inFolder = (await readdir(join(root, '.clew', 'rules')).catch(absent<string[]>([])))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => `.clew/rules/${name}`);
  const found = await Promise.all(
    ['clew.yaml', ...inFolder].map((path) => readRuleFile(root, path)),
  );
  return found.filter((file) => file !== null);
}

async function readRuleFile(root: string, path: string): Promise<FoundRuleFile | null> {
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
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    return { kind: 'unreadable', path, reason: `the file cannot be read (${code})` };
  }
}

/** What is not there is empty; any other failure is one. */
function absent<T>(empty: T): (error: unknown) => T {
  return (error) => {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return empty;
    throw error;
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

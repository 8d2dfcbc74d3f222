import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DevError } from './dev-error.ts';

/** Where the API leaves the first token. */
export function tokenFile(home: string): string {
  return join(home, 'token');
}

/**
 * The token that the API left in `CLEW_HOME` when it started.
 *
 * @throws DevError `token_missing` that says how to make another.
 */
export async function readToken(home: string): Promise<string> {
  const path = tokenFile(home);
  const content = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DevError(
      'token_missing',
      `${path} cannot be read, and without its token nobody gets in. Write a token of your own into it ("clew_" and 43 letters or digits) and start again.`,
      { cause },
    );
  });
  return content.trim();
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tokenSecretSchema } from '@clew/contracts';
import { CliError } from '../cli-error.ts';
import type { CommandShell } from '../command-shell.ts';
import { findHome } from '../graphs/find-home.ts';

/** Where the API answers, and what lets in there. */
export interface Connection {
  readonly url: string;
  readonly token: string;
}

/**
 * The API of the settings: the token is CLEW_TOKEN, or that of the CLEW_HOME that is set or nearest,
 * where an API that runs on this machine leaves it.
 *
 * @throws CliError `token_missing`
 */
export async function apiConnection(shell: CommandShell): Promise<Connection> {
  const { apiUrl: url, token, home } = await shell.config();
  if (token !== null) return { url, token };
  const { workingDir } = shell;
  const folder =
    (home === null ? findHome(workingDir) : resolve(workingDir, home)) ?? join(workingDir, '.clew');
  const path = join(folder, 'token');
  return { url, token: readToken(path, url) };
}

function readToken(path: string, url: string): string {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new CliError(
      'token_missing',
      `There is no token to show to the API at ${url}: CLEW_TOKEN is not set, and ${path} cannot be read. Start the API once (\`pnpm dev\`), or ask whoever runs it for a token.`,
      { cause },
    );
  }
  if (tokenSecretSchema.safeParse(content).success) return content;
  throw new CliError('token_missing', `${path} does not hold a token. Set CLEW_TOKEN instead.`);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Symbol as GraphSymbol } from '@clew/contracts';
import { CliError } from '../cli-error.ts';

/**
 * The lines of a symbol, from the file as it is now.
 *
 * @param root folder of the codebase
 * @throws CliError `file_unreadable`, also for what stands in no file
 */
export function readSource(root: string, symbol: GraphSymbol): string {
  const { file, start_line, end_line, fqn } = symbol;
  if (file === null) {
    throw new CliError('file_unreadable', `${fqn} is of a library, so its source is not here.`);
  }
  const path = join(root, file);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CliError(
      'file_unreadable',
      `${path} cannot be read any more. Index the codebase again with \`clew index\`.`,
      { cause },
    );
  }
  if (start_line === null) return text.trimEnd();
  return text
    .split(/\r?\n/)
    .slice(start_line - 1, end_line ?? start_line)
    .join('\n');
}

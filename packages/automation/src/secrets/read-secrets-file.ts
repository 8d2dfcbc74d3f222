import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** What a file of secrets holds; a file with problems is not to be used. */
export interface SecretsFile {
  readonly entries: readonly (readonly [name: string, value: string])[];
  /** Each begins with the place and shows no value. */
  readonly problems: readonly string[];
}

const othersBits = 0o077;

/**
 * Reads a file of secrets: one JSON object of strings, or lines `NAME=value` (empty lines and lines
 * that begin with `#` do not count; one pair of quotes around a value is taken off). Only its owner
 * may have access to it.
 */
export function readSecretsFile(path: string): SecretsFile {
  const refuse = (problem: string): SecretsFile => ({ entries: [], problems: [problem] });
  let text: string;
  try {
    const file = openSync(path, 'r');
    try {
      // The mode of what is read, not of what the path may name a moment later.
      const mode = fstatSync(file).mode;
      if ((mode & othersBits) !== 0) {
        return refuse(`${path} must be readable by its owner only: chmod 600 ${path}`);
      }
      text = readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return refuse(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  return text.trimStart().startsWith('{') ? parseJson(path, text) : parseLines(path, text);
}

function parseJson(path: string, text: string): SecretsFile {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    return { entries: [], problems: [`${path} is not valid JSON`] };
  }
  const entries: [string, string][] = [];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(Object(document))) {
    if (typeof value === 'string') entries.push([name, value]);
    else problems.push(`${name} in ${path} must be a string`);
  }
  return { entries, problems };
}

function parseLines(path: string, text: string): SecretsFile {
  const entries: [string, string][] = [];
  const problems: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const equals = trimmed.indexOf('=');
    if (equals < 1) problems.push(`line ${index + 1} of ${path} must be NAME=value`);
    else
      entries.push([trimmed.slice(0, equals).trim(), unquoted(trimmed.slice(equals + 1).trim())]);
  }
  return { entries, problems };
}

function unquoted(value: string): string {
  const quote = value.at(0);
  const quoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return quoted ? value.slice(1, -1) : value;
}

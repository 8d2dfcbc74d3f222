/** pino's numbers. */
const levels = new Map([
  [40, 'warning'],
  [50, 'error'],
  [60, 'fatal'],
]);

/**
 * What a user should see of a line that a process logged, or null when the log file is enough.
 * Lines are JSON of pino, or plain text of a tool; of those, the ones that speak of a failure count.
 */
export function noticeOf(line: string): string | null {
  const entry = parseEntry(line);
  if (entry === null) return /\b(error|warn(ing)?|fatal|panic)\b/i.test(line) ? line.trim() : null;
  const level = levels.get(entry.level);
  if (level === undefined) return null;
  const why = entry.err?.message;
  return `${level}: ${entry.msg ?? ''}${why === undefined || why === entry.msg ? '' : ` (${why})`}`;
}

interface Entry {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

function parseEntry(line: string): Entry | null {
  if (!line.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? value : null;
  } catch {
    return null; // A tool's line that only looks like JSON.
  }
}

function isEntry(value: unknown): value is Entry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'level' in value &&
    typeof value.level === 'number'
  );
}

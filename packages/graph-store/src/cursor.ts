import { GraphError } from './graph-error.ts';

type CursorPart = string | number;

/** An opaque page cursor that holds the sort key of the last row of a page. */
export function encodeCursor(key: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads a cursor back. `shape` names the type of each part.
 *
 * @throws GraphError `cursor_invalid` for anything that this store did not hand out.
 */
export function decodeCursor(
  cursor: string,
  shape: readonly ('string' | 'number')[],
): readonly CursorPart[] {
  const parts = parse(cursor);
  const fits =
    Array.isArray(parts) &&
    parts.length === shape.length &&
    parts.every((part, index) => typeof part === shape[index]);
  if (fits) return parts;
  throw new GraphError(
    'cursor_invalid',
    'The cursor is not one that an earlier page answered as next_cursor for the same question. Start without a cursor.',
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** A stretch of an expression's source. Offsets are UTF-16 units from 0; line and column count from 1. */
export type SourcePosition = {
  readonly offset: number;
  /** Exclusive. */
  readonly end: number;
  readonly line: number;
  readonly column: number;
};

/** Where `[offset, end)` lies in a source of several lines. */
export function sourcePosition(source: string, offset: number, end = offset): SourcePosition {
  const before = source.slice(0, offset);
  return {
    offset,
    end: Math.max(offset, end),
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
  };
}

/** The line of a position with carets under it, for a terminal. */
export function underline(source: string, position: SourcePosition): string {
  const line = source.split('\n')[position.line - 1] ?? '';
  const length = Math.min(position.end - position.offset, line.length - position.column + 1);
  return `${line}\n${' '.repeat(position.column - 1)}${'^'.repeat(Math.max(1, length))}`;
}

/** A definition of a document, as far as finding the one around a site needs it. Lines and characters from 0. */
export interface PlacedDefinition {
  /** Line and character of its name. */
  readonly line: number;
  readonly character: number;
  /** The whole of it, when the indexer tells. */
  readonly enclosing: readonly [number, number, number, number] | null;
  /** True when code runs in it or it holds such: types, functions, methods, variables. */
  readonly holdsCode: boolean;
}

export interface EnclosingDefinition<T> {
  readonly definition: T;
  /** True when its end was guessed from where the next definition begins. */
  readonly isEstimated: boolean;
}

/**
 * Finds the definition around each place of a document.
 *
 * Where the indexer gives whole ranges, it is the innermost range that holds the place. In a document
 * without any, a definition that holds code is taken to reach to the next one that is not nested in
 * it; that is right for languages whose definitions do not overlap, but code between two definitions
 * goes to the first.
 */
export function enclosingDefinitions<T extends PlacedDefinition>(
  definitions: readonly T[],
): (line: number, character: number) => EnclosingDefinition<T> | null {
  const ranged = definitions.filter(({ enclosing }) => enclosing !== null);
  return ranged.length > 0 ? byRange(ranged) : byOrder(definitions);
}

function byRange<T extends PlacedDefinition>(definitions: readonly T[]) {
  // Outer ranges first, so that the last one found is the innermost.
  const sorted = definitions
    .map((definition) => ({ definition, range: definition.enclosing ?? [0, 0, 0, 0] }))
    .sort((a, b) => compare(a.range, b.range));
  /** For each range the nearest earlier one that holds its start. */
  const outer: number[] = [];
  const open: number[] = [];
  for (const [index, { range }] of sorted.entries()) {
    while (open.length > 0 && !holds(sorted[open.at(-1) ?? 0]?.range, range[0], range[1]))
      open.pop();
    outer.push(open.at(-1) ?? -1);
    open.push(index);
  }
  return (line: number, character: number): EnclosingDefinition<T> | null => {
    const last = lastStart(sorted.length, line, character, (index) => {
      const [startLine = 0, start = 0] = sorted[index]?.range ?? [];
      return [startLine, start];
    });
    for (let at = last; at >= 0; at = outer[at] ?? -1) {
      const found = sorted[at];
      if (found !== undefined && holds(found.range, line, character)) {
        return { definition: found.definition, isEstimated: false };
      }
    }
    return null;
  };
}

function byOrder<T extends PlacedDefinition>(definitions: readonly T[]) {
  const sorted = definitions
    .filter(({ holdsCode }) => holdsCode)
    .sort((a, b) => a.line - b.line || a.character - b.character);
  return (line: number, character: number): EnclosingDefinition<T> | null => {
    const definition =
      sorted[
        lastStart(sorted.length, line, character, (index) => {
          const { line: startLine = 0, character: start = 0 } = sorted[index] ?? {};
          return [startLine, start];
        })
      ];
    return definition === undefined ? null : { definition, isEstimated: true };
  };
}

/** The index of the last of `count` sorted places that is not behind the given one, or -1. */
function lastStart(
  count: number,
  line: number,
  character: number,
  startOf: (index: number) => readonly [number, number],
): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [startLine, start] = startOf(middle);
    if (isBefore(line, character, startLine, start)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

function isBefore(line: number, character: number, otherLine: number, otherCharacter: number) {
  return line < otherLine || (line === otherLine && character < otherCharacter);
}

function holds(range: readonly number[] | undefined, line: number, character: number): boolean {
  if (range === undefined) return false;
  const [startLine = 0, start = 0, endLine = 0, end = 0] = range;
  return !isBefore(line, character, startLine, start) && isBefore(line, character, endLine, end);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const [aLine = 0, aStart = 0, aEndLine = 0, aEnd = 0] = a;
  const [bLine = 0, bStart = 0, bEndLine = 0, bEnd = 0] = b;
  return aLine - bLine || aStart - bStart || bEndLine - aEndLine || bEnd - aEnd;
}

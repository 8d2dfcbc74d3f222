import type { GraphState, LineRange } from '@clew/contracts';
import type { ChangeBlock, FileChange } from './parse-patch.ts';

/** Lines that went away or came between two lines of the file: `before` is the line that follows. */
export interface Gap {
  readonly before: number;
  readonly texts: readonly string[];
}

/** What a change does to a file, in the lines of the state that the graph holds. */
export interface ChangedLines {
  /** Its path in that state; in the other one where it does not exist in this one. */
  readonly path: string;
  readonly state: GraphState;
  /** Whether the file exists in that state, and in the other one. */
  readonly exists: boolean;
  readonly existsInOther: boolean;
  readonly moved: boolean;
  /** Changed lines with their text, null where it is not known. */
  readonly lines: ReadonlyMap<number, string | null>;
  readonly gaps: readonly Gap[];
  /** The text of a line that the patch shows. */
  readonly textAt: (line: number) => string | undefined;
  /** The changed lines of the other state. */
  readonly otherTexts: readonly string[];
}

/** A file of a patch, seen from the state that the graph holds. */
export function linesOfChange(change: FileChange, state: GraphState): ChangedLines {
  const isBefore = state === 'before';
  const here = isBefore ? change.oldPath : change.newPath;
  const there = isBefore ? change.newPath : change.oldPath;
  const sideOf = (block: ChangeBlock) => (isBefore ? block.removed : block.added);
  const otherOf = (block: ChangeBlock) => (isBefore ? block.added : block.removed);
  const shown = isBefore ? change.shown.old : change.shown.new;
  return {
    path: here ?? there ?? '',
    state,
    exists: here !== null,
    existsInOther: there !== null,
    moved: here !== null && there !== null && here !== there,
    lines: new Map(
      change.blocks.flatMap((block) => sideOf(block).map(({ number, text }) => [number, text])),
    ),
    gaps: change.blocks
      .filter((block) => sideOf(block).length === 0)
      .map((block) => ({
        before: isBefore ? block.oldNext : block.newNext,
        texts: otherOf(block).map(({ text }) => text),
      })),
    textAt: (line) => shown.get(line),
    otherTexts: change.blocks.flatMap((block) => otherOf(block).map(({ text }) => text)),
  };
}

/** Ranges of lines, one entry for each file; what stands in them is not known. */
export function linesOfRanges(ranges: readonly LineRange[]): readonly ChangedLines[] {
  const files = new Map<string, Map<number, null>>();
  for (const { file, start_line, end_line } of ranges) {
    const lines = files.get(file) ?? new Map<number, null>();
    for (let line = start_line; line <= end_line; line += 1) lines.set(line, null);
    files.set(file, lines);
  }
  return [...files].map(([path, lines]) => ({
    path,
    state: 'after',
    exists: true,
    existsInOther: true,
    moved: false,
    lines,
    gaps: [],
    textAt: () => undefined,
    otherTexts: [],
  }));
}

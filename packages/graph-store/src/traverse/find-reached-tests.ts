import { isTestFile } from '../files/is-test-file.ts';
import type { AnswerSymbols } from './symbol-refs.ts';

/** A test file, and the symbol in it that is nearest to the change; null when only the file is known. */
export interface FoundTest {
  readonly id: number | null;
  readonly file: string;
  readonly depth: number;
}

/** The test files in which something was found, nearest first and then by path. */
export function findReachedTests(
  answer: AnswerSymbols,
  {
    depths,
    declared,
    changed,
  }: {
    /** What was found, with its distance, nearest first. */
    readonly depths: ReadonlyMap<number, number>;
    /** Found symbols that are entry points of tests. */
    readonly declared: ReadonlySet<number>;
    /** Test files that are changed themselves, by path. */
    readonly changed: readonly string[];
  },
): {
  readonly tests: readonly FoundTest[];
  /** How many of the symbols that are reached, and not changed, are in tests. */
  readonly symbols: number;
} {
  const { files, paths } = answer.files([...depths.keys()]);
  const testFiles = new Set(
    [...paths].filter(([, path]) => isTestFile(path)).map(([file]) => file),
  );
  const tests = new Map<string, FoundTest>(
    changed.map((file) => [file, { id: null, file, depth: 0 }]),
  );
  let symbols = 0;
  for (const [id, file] of files) {
    if (!testFiles.has(file) && !declared.has(id)) continue;
    const depth = depths.get(id) ?? 0;
    if (depth > 0) symbols += 1;
    const path = paths.get(file) ?? '';
    const known = tests.get(path);
    const isNearer =
      known === undefined ||
      depth < known.depth ||
      (known.id === null ? depth === 0 : depth === known.depth && id < known.id);
    if (isNearer) tests.set(path, { id, file: path, depth });
  }
  return {
    tests: [...tests.values()].sort((a, b) => a.depth - b.depth || (a.file < b.file ? -1 : 1)),
    symbols,
  };
}

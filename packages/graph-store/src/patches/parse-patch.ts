import { parsePatch as parseUnifiedDiff, type StructuredPatch } from 'diff';
import { GraphError } from '../graph-error.ts';

export interface PatchLine {
  /** 1-based, on the side that the line stands on. */
  readonly number: number;
  readonly text: string;
}

/** Changed lines with none unchanged between them. */
export interface ChangeBlock {
  readonly removed: readonly PatchLine[];
  readonly added: readonly PatchLine[];
  /** Numbers of the first unchanged lines behind it. */
  readonly oldNext: number;
  readonly newNext: number;
}

/** What a patch does to one file. A path is null on the side where the file does not exist. */
export interface FileChange {
  readonly oldPath: string | null;
  readonly newPath: string | null;
  readonly blocks: readonly ChangeBlock[];
  /** Every line that the patch shows of a side, by its number. */
  readonly shown: {
    readonly old: ReadonlyMap<number, string>;
    readonly new: ReadonlyMap<number, string>;
  };
}

/** Prefixes that git puts before the two paths, also with `diff.mnemonicPrefix`. */
const prefixes = /^(?:[abciow]|1|2)\//;
/** The end of each patch of `git format-patch`, which looks like a removed line. */
const mailSignature = /^-- \r?\n\d[^\n]*$/gm;

/**
 * Reads a patch: a unified diff of one or more files, with or without the headers of git.
 *
 * @throws GraphError `patch_invalid` when it is none, or names no file
 */
export function parsePatch(patch: string): readonly FileChange[] {
  const changes = structured(patch.replace(mailSignature, '')).flatMap((file) => {
    const { oldPath, newPath } = pathsOf(file);
    return oldPath === null && newPath === null ? [] : [{ oldPath, newPath, ...linesOf(file) }];
  });
  if (changes.length > 0 || patch.trim() === '') return changes;
  throw new GraphError(
    'patch_invalid',
    'The patch names no file. Send a unified diff, as `git diff` prints it.',
  );
}

function structured(patch: string): readonly StructuredPatch[] {
  try {
    return parseUnifiedDiff(patch);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GraphError(
      'patch_invalid',
      `The patch cannot be read: ${why}. Send a unified diff, as \`git diff\` prints it.`,
      { cause },
    );
  }
}

function pathsOf({ oldFileName, newFileName, isCreate, isDelete, isCopy }: StructuredPatch): {
  readonly oldPath: string | null;
  readonly newPath: string | null;
} {
  const isPath = (name: string | undefined): name is string =>
    name !== undefined && name !== '' && name !== '/dev/null';
  const names = [oldFileName, newFileName].filter(isPath);
  const prefixed = names.length > 0 && names.every((name) => prefixes.test(name));
  const pathOf = (name: string | undefined): string | null =>
    isPath(name) ? (prefixed ? name.replace(prefixes, '') : name) : null;
  return {
    oldPath: isCreate === true || isCopy === true ? null : pathOf(oldFileName),
    newPath: isDelete === true ? null : pathOf(newFileName),
  };
}

function linesOf({ hunks }: StructuredPatch): Pick<FileChange, 'blocks' | 'shown'> {
  const shown = { old: new Map<number, string>(), new: new Map<number, string>() };
  const blocks: ChangeBlock[] = [];
  for (const hunk of hunks) {
    let [oldLine, newLine] = [hunk.oldStart, hunk.newStart];
    let [removed, added]: [PatchLine[], PatchLine[]] = [[], []];
    const close = (): void => {
      if (removed.length + added.length > 0) {
        blocks.push({ removed, added, oldNext: oldLine, newNext: newLine });
      }
      [removed, added] = [[], []];
    };
    for (const line of hunk.lines) {
      const text = line.slice(1);
      if (line.startsWith('-')) {
        shown.old.set(oldLine, text);
        removed.push({ number: oldLine, text });
        oldLine += 1;
      } else if (line.startsWith('+')) {
        shown.new.set(newLine, text);
        added.push({ number: newLine, text });
        newLine += 1;
      } else if (!line.startsWith('\\')) {
        close();
        shown.old.set(oldLine, text);
        shown.new.set(newLine, text);
        oldLine += 1;
        newLine += 1;
      }
    }
    close();
  }
  return { blocks, shown };
}

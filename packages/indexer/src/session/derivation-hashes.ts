import { createHash } from 'node:crypto';
import type ts from 'typescript';
import { parseProblem } from '../facts/parse-problem.ts';
import { visibleText } from '../facts/visible-text.ts';
import type { OpenCodebase } from '../open-codebase.ts';
import { installedPackage } from '../packages/library-module.ts';
import type { OpenProgram } from '../projects/open-programs.ts';
import { reachesOtherFiles } from '../projects/reaches-other-files.ts';
import { type FileLink, fileLinks } from './file-links.ts';
import { inputPath } from './read-environment.ts';
import { strongComponents } from './strong-components.ts';

function digest(parts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

const visible = new WeakMap<ts.SourceFile, string>();

/** Hash of what other files can learn from a file. */
function visibleHash(file: ts.SourceFile): string {
  let hash = visible.get(file);
  if (hash === undefined) {
    // A tree that had to be guessed is no source of names for others, whatever its text says.
    hash = digest([visibleText(file), parseProblem(file) === null ? '' : 'unparsable']);
    visible.set(file, hash);
  }
  return hash;
}

/** Files that come with the compiler or an installed package: the environment tells their version. */
export function isLibrary({ program }: OpenProgram, file: ts.SourceFile): boolean {
  return program.isSourceFileDefaultLibrary(file) || installedPackage(file.fileName) !== null;
}

interface ProgramFile {
  readonly file: ts.SourceFile;
  readonly links: readonly FileLink[];
}

/**
 * For each source that a program owns (absolute path), a hash of everything that its facts can depend
 * on. The facts of a file are a function of its own text; of what is visible of every file that it
 * reaches through imports, and to where their specifiers lead; and of whatever adds to the global scope
 * of the program. So the hash covers those, by the component of the import graph: cycles are common,
 * and the members of one depend on the same files. The environment is not in it.
 */
export function derivationHashes(
  open: OpenCodebase,
  opened: OpenProgram,
): ReadonlyMap<string, string> {
  const { root, codebase, cache } = open;
  const files = new Map<string, ProgramFile>();
  for (const file of opened.program.getSourceFiles()) {
    if (isLibrary(opened, file)) continue;
    files.set(file.fileName, { file, links: fileLinks(opened, file) });
  }

  const targetsOf = (path: string): readonly string[] =>
    (files.get(path)?.links ?? []).flatMap(({ target }) => (target === null ? [] : [target]));
  const ownHash = ({ file, links }: ProgramFile): string =>
    digest([
      inputPath(root, file.fileName),
      visibleHash(file),
      codebase.isSource(file.fileName) ? 'source' : '',
      ...links.flatMap(({ specifier, target }) => [
        specifier,
        target === null ? '' : inputPath(root, target),
      ]),
    ]);

  const hashes = new Map<string, string>();
  for (const component of strongComponents(files.keys(), targetsOf)) {
    const own = component.flatMap((path) => {
      const file = files.get(path);
      return file === undefined ? [] : [ownHash(file)];
    });
    const reached = new Set(component.flatMap(targetsOf).map((target) => hashes.get(target) ?? ''));
    const hash = digest([...own.sort(), '', ...[...reached].sort()]);
    for (const path of component) hashes.set(path, hash);
  }
  // In the order in which the compiler merges them; what a source adds can use what it imports.
  const globalScope = digest(
    opened.program
      .getSourceFiles()
      .filter(reachesOtherFiles)
      .flatMap(({ fileName }) => [inputPath(root, fileName), hashes.get(fileName) ?? '']),
  );
  return new Map(
    opened.owned.map((path) => [
      path,
      digest([cache.read(path).contentHash, hashes.get(path) ?? '', globalScope]),
    ]),
  );
}

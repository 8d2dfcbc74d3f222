import { createHash } from 'node:crypto';
import type ts from 'typescript';
import type { OpenCodebase } from '../open-codebase.ts';
import { installedPackage } from '../packages/library-module.ts';
import type { ModuleResolver } from '../projects/module-resolver.ts';
import type { OpenProgram } from '../projects/open-programs.ts';
import { reachesOtherFiles } from '../projects/reaches-other-files.ts';
import { DeclarationGraph, type GraphFile } from './declaration-graph.ts';
import { fileSummary } from './file-summary.ts';
import { inputPath } from './read-environment.ts';

function digest(parts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

/** Files that come with the compiler or an installed package: the environment tells their version. */
export function isLibrary({ program }: OpenProgram, file: ts.SourceFile): boolean {
  return program.isSourceFileDefaultLibrary(file) || installedPackage(file.fileName) !== null;
}

interface KnownGraph {
  /** Name and summary of each file, in order. */
  readonly hash: string;
  readonly graph: DeclarationGraph;
}

// The resolver is what the programs of a session over one set of files have in common.
const graphs = new WeakMap<ModuleResolver, KnownGraph>();

/** The graph of a program; that of the one before where nothing that others can see is different. */
function graphOf(
  root: string,
  { resolver }: OpenProgram,
  files: ReadonlyMap<string, GraphFile>,
): DeclarationGraph {
  const hash = digest([...files.values()].flatMap(({ name, summary }) => [name, summary.hash]));
  const known = graphs.get(resolver);
  if (known?.hash === hash) return known.graph;
  const graph = new DeclarationGraph(root, files);
  graphs.set(resolver, { hash, graph });
  return graph;
}

/**
 * For each source that a program owns (absolute path), a hash of everything that its facts can depend
 * on. The facts of a file are a function of its own text; of where its specifiers lead; of the
 * declarations that its names lead to, from name to name; and of whatever adds to the global scope of
 * the program, or to another module. The environment is not in it.
 */
export function derivationHashes(
  open: OpenCodebase,
  opened: OpenProgram,
): ReadonlyMap<string, string> {
  const { root, codebase, cache } = open;
  const files = new Map<string, GraphFile>();
  for (const file of opened.program.getSourceFiles()) {
    if (isLibrary(opened, file)) continue;
    const kind = codebase.isSource(file.fileName) ? 'source' : 'module';
    const name = `${kind} ${inputPath(root, file.fileName)}`;
    files.set(file.fileName, { name, summary: fileSummary(opened, file) });
  }
  const graph = graphOf(root, opened, files);
  // In the order in which the compiler merges them; what a source adds can use what it imports.
  const globalScope = digest(
    opened.program
      .getSourceFiles()
      .filter(reachesOtherFiles)
      .flatMap(({ fileName }) => [inputPath(root, fileName), graph.hashOfAdded(fileName)]),
  );
  return new Map(
    opened.owned.map((path) => {
      const file = files.get(path);
      const reached = file === undefined ? '' : graph.hashOf(path, file.summary);
      return [path, digest([cache.read(path).contentHash, reached, globalScope])];
    }),
  );
}

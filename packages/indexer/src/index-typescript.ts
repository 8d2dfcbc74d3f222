import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FactBatch, FileFailure } from '@clew/contracts';
import { assembleBatch } from './assemble-batch.ts';
import { extractProjects } from './extract-projects.ts';
import type { ExtractedFile } from './facts/extract-file.ts';
import type { RecordedSite } from './facts/fact-recorder.ts';
import type { IndexProgress } from './index-progress.ts';
import { IndexerError } from './indexer-error.ts';
import { openCodebase } from './open-codebase.ts';
import { readCommit } from './read-commit.ts';
import { openIndexSession } from './session/index-session.ts';
import { pathInRoot, resolveRoot } from './sources/codebase-root.ts';
import { sourceLanguage } from './sources/source-language.ts';

export interface IndexTypeScriptOptions {
  /** Folder of the codebase. Nothing outside it is indexed. */
  readonly root: string;
  /** The commit that the sources are at; read from git when left out. */
  readonly commit?: string | null;
  /** Files or folders (relative to the root, or absolute inside it) to index instead of everything. */
  readonly paths?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Called for every site with its exact place, of which the facts keep only the line. */
  readonly onSite?: (path: string, site: RecordedSite) => void;
}

/** Long enough to cost nothing, short enough for an abort to feel immediate. */
const TURN_MS = 50;

/** The part of a codebase that a run covers. */
interface Coverage {
  covers(path: string): boolean;
  /** Of the asked paths, the sources that are there no more. */
  vanished(existing: readonly string[]): readonly string[];
}

function coverageOf(root: string, paths: readonly string[]): Coverage {
  const asked = [...new Set(paths.map((path) => pathInRoot(root, path)))];
  return {
    covers: (path) => asked.some((one) => one === '' || path === one || path.startsWith(`${one}/`)),
    vanished(existing) {
      const present = new Set(existing);
      return asked.filter((path) => sourceLanguage(path) !== null && !present.has(path));
    },
  };
}

/**
 * Indexes the TypeScript and JavaScript of a codebase with the TypeScript compiler.
 *
 * Between files it lets other work go on, so that `signal` can stop it; loading a program is one
 * long turn. Equal sources give an equal batch, whatever the order of files.
 *
 * @throws IndexerError when the root or a path is unusable, or the run was aborted. A file or
 * config that is unusable is an entry in `failures`.
 */
export async function indexTypeScript(options: IndexTypeScriptOptions): Promise<FactBatch> {
  const { signal, onProgress } = options;
  const stopIfAborted = (): void => {
    if (signal?.aborted !== true) return;
    const message = 'The index run was stopped before its end.';
    throw new IndexerError('aborted', message, { cause: signal.reason });
  };
  stopIfAborted();
  if (options.paths === undefined) {
    return openIndexSession({ root: options.root, keepPrograms: false }).full(options);
  }
  const root = resolveRoot(options.root);
  const coverage = coverageOf(root, options.paths);
  onProgress?.({ phase: 'discovering', done: 0, total: 0, file: null });
  const commit = options.commit === undefined ? await readCommit(root) : options.commit;
  stopIfAborted();

  const open = openCodebase(root);
  const { codebase } = open;
  const projects = open.projects
    .map((project) => ({
      ...project,
      owned: project.owned.filter((path) => coverage.covers(codebase.sourcePath(path))),
    }))
    .filter(({ owned }) => owned.length > 0);
  const total = projects.reduce((sum, { owned }) => sum + owned.length, 0);
  onProgress?.({ phase: 'loading', done: 0, total, file: null });

  const extracted: ExtractedFile[] = [];
  const failures: FileFailure[] = open.failures.filter(({ path }) => coverage.covers(path));
  let done = 0;
  let turn = performance.now();
  for (const source of extractProjects(open, projects, options.onSite)) {
    if ('extracted' in source) extracted.push(source.extracted);
    else failures.push(source.failure);
    done += 1;
    onProgress?.({ phase: 'extracting', done, total, file: source.path });
    if (performance.now() - turn < TURN_MS) continue;
    await nextTurn();
    stopIfAborted();
    turn = performance.now();
  }
  return assembleBatch({
    scope: 'partial',
    commit,
    packages: codebase.packages,
    extracted,
    removed: coverage.vanished(open.discovered.sources),
    failures,
    // What depends on these files was not looked at; the next update does, and looks at them again.
    inputs: null,
  });
}

import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FactBatch, FileFailure, IndexInput } from '@clew/contracts';
import { assembleBatch } from '../assemble-batch.ts';
import { extractSource } from '../extract-projects.ts';
import type { ExtractedFile } from '../facts/extract-file.ts';
import type { RecordedSite } from '../facts/fact-recorder.ts';
import type { IndexProgress } from '../index-progress.ts';
import { IndexerError } from '../indexer-error.ts';
import { type OpenCodebase, openCodebase } from '../open-codebase.ts';
import { type OpenProgram, openProgram, openPrograms } from '../projects/open-programs.ts';
import { reachesOtherFiles } from '../projects/reaches-other-files.ts';
import { createSourceFileCache } from '../projects/source-file-cache.ts';
import { readCommit } from '../read-commit.ts';
import { pathInRoot, resolveRoot } from '../sources/codebase-root.ts';
import { derivationHashes } from './derivation-hashes.ts';
import {
  emptyBatch,
  type IndexState,
  indexState,
  isSameEnvironment,
  isUpToDate,
} from './index-state.ts';
import { readModules } from './read-modules.ts';

/** How one run of a session goes. */
export interface IndexRun {
  /** The commit that the sources are at; read from git when left out. */
  readonly commit?: string | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Called for every site with its exact place, of which the facts keep only the line. */
  readonly onSite?: (path: string, site: RecordedSite) => void;
}

export interface IndexSessionOptions {
  /** Folder of the codebase. Nothing outside it is indexed. */
  readonly root: string;
  /**
   * The inputs of the facts that are stored, asked for at each update: what the batch of the last
   * applied run told. Without it the session takes each batch that it gave for applied.
   */
  readonly known?: () => readonly IndexInput[];
  /** False frees each program before the next is opened, for a session that runs once. */
  readonly keepPrograms?: boolean;
}

/** Indexes one codebase again and again, keeping what it read and resolved. Runs wait for each other. */
export interface IndexSession {
  /** Derives everything anew; a batch of scope `full`. */
  full(run?: IndexRun): Promise<FactBatch>;
  /**
   * Derives what can have changed; nothing changed gives a batch that `isEmptyBatch`. `paths` are the
   * files that changed, if somebody saw it (files and folders, gone ones too); null looks everywhere.
   * A path may be given in vain, but one that changed must not be left out.
   */
  update(paths: readonly string[] | null, run?: IndexRun): Promise<FactBatch>;
  /** Forgets everything; the session can not be used any more. */
  close(): void;
}

interface KeptProgram {
  readonly opened: OpenProgram;
  /** Derivation hashes of the owned sources, by absolute path. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly modules: ReadonlyMap<string, string>;
  /** Its checker was used. */
  readonly isChecked: boolean;
}

interface Kept {
  readonly open: OpenCodebase;
  readonly programs: readonly KeptProgram[];
}

/** Long enough to cost nothing, short enough for an abort to feel immediate. */
const TURN_MS = 50;

/** What one run gathers. */
interface Yield {
  readonly extracted: ExtractedFile[];
  readonly failures: FileFailure[];
}

class Session implements IndexSession {
  readonly #root: string;
  readonly #options: IndexSessionOptions;
  #cache = createSourceFileCache();
  #kept: Kept | null = null;
  /** Absolute paths of files that are neither sources nor libraries, of the last reading. */
  #modulePaths: ReadonlySet<string> = new Set();
  #given: readonly IndexInput[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: IndexSessionOptions) {
    this.#options = options;
    this.#root = resolveRoot(options.root);
  }

  full(run: IndexRun = {}): Promise<FactBatch> {
    return this.#queue(() => this.#guarded(() => this.#everything(run)));
  }

  update(paths: readonly string[] | null, run: IndexRun = {}): Promise<FactBatch> {
    const given = paths?.map((path) => join(this.#root, pathInRoot(this.#root, path))) ?? null;
    return this.#queue(() => this.#guarded(() => this.#changes(given, run)));
  }

  close(): void {
    this.#isClosed = true;
    this.#forget();
  }

  #forget(): void {
    this.#kept = null;
    this.#cache = createSourceFileCache();
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** A run that failed halfway leaves nothing behind that the next one could mistake for knowledge. */
  async #guarded(work: () => Promise<FactBatch>): Promise<FactBatch> {
    if (this.#isClosed) throw new IndexerError('aborted', 'The index session is closed.');
    try {
      return await work();
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  async #everything(run: IndexRun): Promise<FactBatch> {
    run.onProgress?.({ phase: 'discovering', done: 0, total: 0, file: null });
    stopIfAborted(run);
    const commit = await this.#commit(run);
    return this.#finish(this.#reopen(), null, commit, run);
  }

  async #changes(paths: readonly string[] | null, run: IndexRun): Promise<FactBatch> {
    run.onProgress?.({ phase: 'discovering', done: 0, total: 0, file: null });
    stopIfAborted(run);
    const commit = await this.#commit(run);
    const inputs = this.#options.known?.() ?? this.#given;
    const state = indexState(inputs);
    if (state !== null && paths !== null && this.#isBasedOn(state, new Set(paths))) {
      const patched = this.#patch(paths);
      if (patched !== null) return this.#finish({ ...patched, isFresh: false }, state, commit, run);
    }
    if (state !== null && isUpToDate({ root: this.#root, known: inputs })) {
      // Somebody else brought the facts up to date: what is kept here is older than they are.
      if (this.#kept !== null && !this.#isCurrent(state)) this.#forget();
      return emptyBatch(commit);
    }
    return this.#finish(this.#reopen(), state, commit, run);
  }

  /**
   * Whether the stored facts were derived from what is kept, but for the files that changed since. They
   * were not when somebody else stored newer ones, or when a batch of this session was not stored.
   */
  #isBasedOn(state: IndexState, changed: ReadonlySet<string>): boolean {
    const open = this.#kept?.open;
    if (open === undefined || !isSameEnvironment(state, open.environment)) return false;
    const { sources } = open.discovered;
    if (sources.length !== state.sources.size) return false;
    return sources.every((source) => {
      const path = join(this.#root, source);
      const stored = state.sources.get(source);
      if (stored === undefined) return false;
      return changed.has(path) || this.#cache.read(path).contentHash === stored.content_hash;
    });
  }

  #isCurrent(state: IndexState): boolean {
    return [...state.sources.values()].every(
      ({ path, content_hash }) =>
        this.#cache.read(join(this.#root, path)).contentHash === content_hash,
    );
  }

  async #commit({ commit }: IndexRun): Promise<string | null> {
    return commit === undefined ? await readCommit(this.#root) : commit;
  }

  /**
   * Changes programs that were asked about types for programs over the same files, without the checker
   * and all that it worked out: it would be of no use to the next run, and holds most of the memory.
   */
  async #relieve(): Promise<void> {
    await nextTurn();
    if (this.#kept === null) return;
    const { open, programs } = this.#kept;
    try {
      this.#kept = { open, programs: programs.map((program) => withoutChecker(open, program)) };
    } catch {
      // Without a program to go on from, the next run reads everything again, and tells what is wrong.
      this.#forget();
    }
  }

  /** Looks at everything on disk again; trees of unchanged files are used again. */
  #reopen(): Reading {
    const before = this.#kept?.open;
    // Texts that were read for no program are never told to be old.
    if (before === undefined) this.#forget();
    this.#kept = null;
    for (const path of before?.programs.sources ?? []) this.#cache.reload(path);
    const open = openCodebase(this.#root, this.#cache);
    const isOther =
      before !== undefined &&
      JSON.stringify(before.environment) !== JSON.stringify(open.environment);
    this.#cache.forgetLibraries(isOther ? 'all' : { changedAmong: this.#modulePaths });
    return { open, programs: [], isFresh: true };
  }

  /**
   * The kept programs with new texts of some sources; null when more than that changed, so that
   * everything must be looked at.
   */
  #patch(paths: readonly string[]): Kept | null {
    const kept = this.#kept;
    if (kept === null) return null;
    const { open } = kept;
    if (!paths.every((path) => open.codebase.isSource(path))) return null;
    const changed = new Set(paths.filter((path) => this.#cache.reload(path)));
    if ([...changed].some((path) => this.#cache.read(path).problem !== null)) return null;
    const programs: KeptProgram[] = [];
    for (const program of kept.programs) {
      const { opened } = program;
      const touched = [...changed].filter((path) => opened.program.getSourceFile(path));
      if (touched.length === 0) {
        programs.push(program);
        continue;
      }
      const next = openProgram(open.programs, opened.projects, opened);
      const reach = (of: OpenProgram, path: string) => {
        const file = of.program.getSourceFile(path);
        return file !== undefined && reachesOtherFiles(file);
      };
      // Which projects share a program depends on which of them declare globals.
      if (touched.some((path) => reach(opened, path) !== reach(next, path))) return null;
      programs.push(describe(open, next));
    }
    return { open, programs };
  }

  async #finish(
    reading: Reading,
    state: IndexState | null,
    commit: string | null,
    run: IndexRun,
  ): Promise<FactBatch> {
    const { open } = reading;
    const { codebase } = open;
    const isFull = state === null || !isSameEnvironment(state, open.environment);
    const keeps = this.#options.keepPrograms !== false;
    const found: Yield = { extracted: [], failures: [...open.failures] };
    const sources = new Map<string, string>();
    const modules = new Map<string, string>();
    const programs: KeptProgram[] = [];
    const total = open.projects.reduce((sum, { owned }) => sum + owned.length, 0);
    run.onProgress?.({ phase: 'loading', done: 0, total, file: null });
    let done = 0;
    let turn = performance.now();
    for (const kept of reading.isFresh ? describePrograms(open) : reading.programs) {
      const { opened, hashes } = kept;
      for (const [path, text] of kept.modules) modules.set(path, text);
      let isChecked = false;
      for (const path of opened.owned) {
        const sourcePath = codebase.sourcePath(path);
        const hash = hashes.get(path) ?? '';
        sources.set(sourcePath, hash);
        done += 1;
        if (!isFull && state.sources.get(sourcePath)?.derivation_hash === hash) continue;
        isChecked = true;
        const source = extractSource(open, opened, path, run.onSite);
        if ('extracted' in source) found.extracted.push(source.extracted);
        else found.failures.push(source.failure);
        run.onProgress?.({ phase: 'extracting', done, total, file: sourcePath });
        if (performance.now() - turn < TURN_MS) continue;
        await nextTurn();
        stopIfAborted(run);
        turn = performance.now();
      }
      if (keeps) programs.push(isChecked ? { ...kept, isChecked } : kept);
    }
    if (keeps) this.#kept = { open, programs };
    // Nobody has to wait for it, but the next run.
    if (programs.some((program) => program.isChecked)) void this.#queue(() => this.#relieve());
    this.#modulePaths = new Set([...modules.keys()].map((path) => join(open.root, path)));

    const inputs = inputsOf(open, { sources, modules, failures: found.failures });
    const removed = [...(state?.sources.keys() ?? [])].filter(
      (path) => !open.programs.sources.has(join(open.root, path)),
    );
    const isEmpty = !isFull && found.extracted.length === 0 && removed.length === 0;
    if (isEmpty && isSameInputs(state, inputs)) return emptyBatch(commit);
    this.#given = inputs;
    return assembleBatch({
      scope: isFull ? 'full' : 'partial',
      commit,
      packages: codebase.packages,
      extracted: found.extracted,
      removed: isFull ? [] : removed,
      failures: found.failures,
      inputs,
    });
  }
}

interface Reading extends Kept {
  /** The programs are still to be opened. */
  readonly isFresh: boolean;
}

function describe(open: OpenCodebase, opened: OpenProgram): KeptProgram {
  const hashes = derivationHashes(open, opened);
  return { opened, hashes, modules: readModules(open, opened), isChecked: false };
}

function withoutChecker(open: OpenCodebase, kept: KeptProgram): KeptProgram {
  if (!kept.isChecked) return kept;
  const opened = openProgram(open.programs, kept.opened.projects, kept.opened);
  return { ...kept, opened, isChecked: false };
}

function* describePrograms(open: OpenCodebase): Generator<KeptProgram> {
  for (const opened of openPrograms(open.programs, open.projects)) yield describe(open, opened);
}

function inputsOf(
  open: OpenCodebase,
  {
    sources,
    modules,
    failures,
  }: {
    readonly sources: ReadonlyMap<string, string>;
    readonly modules: ReadonlyMap<string, string>;
    readonly failures: readonly FileFailure[];
  },
): readonly IndexInput[] {
  const failed = new Set(failures.map(({ path }) => path));
  const contentHash = (path: string) => open.cache.read(join(open.root, path)).contentHash;
  return [
    ...open.environment,
    ...open.discovered.sources.map((path): IndexInput => {
      const content_hash = contentHash(path);
      const hash = failed.has(path) ? undefined : sources.get(path);
      if (hash === undefined) return { path, kind: 'failed', content_hash, derivation_hash: null };
      return { path, kind: 'source', content_hash, derivation_hash: hash };
    }),
    ...[...modules].map(
      ([path, content_hash]): IndexInput => ({
        path,
        kind: 'module',
        content_hash,
        derivation_hash: null,
      }),
    ),
  ];
}

function isSameInputs(state: IndexState, inputs: readonly IndexInput[]): boolean {
  const size = state.sources.size + state.modules.size + state.environment.size;
  if (size !== inputs.length) return false;
  return inputs.every(({ path, kind, content_hash, derivation_hash }) => {
    if (kind === 'module') return state.modules.get(path) === content_hash;
    if (kind === 'environment') return state.environment.get(path) === content_hash;
    const known = state.sources.get(path);
    return (
      known?.kind === kind &&
      known.content_hash === content_hash &&
      known.derivation_hash === derivation_hash
    );
  });
}

function stopIfAborted({ signal }: IndexRun): void {
  if (signal?.aborted !== true) return;
  const message = 'The index run was stopped before its end.';
  throw new IndexerError('aborted', message, { cause: signal.reason });
}

/**
 * Opens a session on a codebase.
 *
 * Between files it lets other work go on, so that a run's `signal` can stop it; loading a program is
 * one long turn. A run that is stopped or fails changes nothing: the next derives what it would have.
 *
 * @throws IndexerError when the root is unusable
 */
export function openIndexSession(options: IndexSessionOptions): IndexSession {
  return new Session(options);
}

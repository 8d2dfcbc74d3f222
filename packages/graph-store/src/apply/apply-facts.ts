import type { FactBatch, FileFacts, Revision, RevisionCounts } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import { writeIndexInputs } from '../inputs/write-index-inputs.ts';
import { refreshStaleness } from '../knowledge/refresh-staleness.ts';
import type { Graph } from '../open-graph.ts';
import { openFailures } from '../revisions/open-failures.ts';
import { deferSearch } from '../symbols/defer-search.ts';
import { withoutIndexes } from '../without-indexes.ts';
import { checkFacts } from './check-facts.ts';
import { collectStubs } from './collect-stubs.ts';
import { orderParentsFirst } from './order-parents-first.ts';
import { assertNewest, type FactsBasis } from './read-until-newest.ts';
import { closeRevision, openRevision } from './record-revision.ts';
import { applyRenames } from './renames/apply-renames.ts';
import { recogniseRenames } from './renames/recognise-renames.ts';
import { SymbolWriter } from './symbol-writer.ts';
import { removeDetectionsOf, writeDetections } from './write-detections.ts';
import { removeEdgesOf, writeEdges } from './write-edges.ts';
import { writeUnresolved } from './write-unresolved.ts';

interface WrittenFile {
  readonly id: number;
  readonly isNew: boolean;
  readonly facts: FileFacts;
}

/**
 * Applies the facts of one index run: one transaction, one revision.
 *
 * A file's symbols are written over the rows they had, also under another name where a rename or a
 * move is recognised; those that vanished are marked as deleted, so what unchanged files say about
 * them stays and shows up as broken. Edges, unresolved sites, entry points and external dependencies
 * are made exactly those that the file's facts tell. A target that nobody defines becomes a stub.
 * Applying the same batch again changes nothing but the list of revisions. From the second revision
 * on, triggers record each changed row in `graph_changes`.
 *
 * @throws GraphError `batch_invalid` with every contradiction found, `facts_outdated`; nothing was
 *   changed.
 */
export function applyFacts({
  ctx: {
    graph,
    now = () => new Date(),
    startedAt = now(),
    execution = null,
    derive = () => {},
    basis,
  },
  input: batch,
}: {
  readonly ctx: {
    readonly graph: Graph;
    readonly now?: () => Date;
    /** When the index run began; by default it begins here, with facts that are given. */
    readonly startedAt?: Date;
    /** Writes what follows from the facts, as a part of the same revision. */
    readonly derive?: () => void;
    /** The execution that the run is, so that what it changed can be told to belong to it. */
    readonly execution?: number | null;
    /** The last revision when the facts were read: a later one refuses them. Unchecked when absent. */
    readonly basis?: FactsBasis;
  };
  readonly input: FactBatch;
}): Revision {
  const at = now().toISOString();
  const apply = () => {
    if (basis !== undefined) assertNewest(graph, basis);
    assertConsistent(graph, batch);
    const { id, firstChange } = openRevision(graph);
    const symbols = new SymbolWriter(graph, at);
    const abandoned = new Set<number>();

    const renames = recogniseRenames(graph, { batch, leaving: leavingFiles(graph, batch) });
    applyRenames(graph, { renames, at });
    for (const fact of orderParentsFirst(batch.packages)) symbols.project(fact, null);
    const failed = new Set(openFailures(graph).map(({ path }) => path));
    const files = batch.files.map((facts) =>
      writeFile(graph, facts, { at, hadFailed: failed.has(facts.path) }),
    );
    writeSymbols(files, symbols);
    const leaving = leavingFiles(graph, batch);
    for (const id of leaving) removeFile(graph, { id, at, symbols, abandoned });
    // Only now is it known which names the project still defines itself.
    for (const fact of batch.externals) symbols.external(fact);
    const edges = writeSites(graph, { files, symbols, abandoned });
    if (batch.scope === 'full') {
      symbols.removePackages(new Set(batch.packages.map(({ fqn }) => fqn)));
      for (const id of stubs(graph)) abandoned.add(id);
    }
    for (const fact of batch.externals) abandoned.delete(symbols.target(fact.fqn));
    collectStubs(graph, abandoned);
    writeIndexInputs(graph, batch);
    refreshStaleness(graph);
    derive();

    const { tally } = symbols;
    const counts: RevisionCounts = {
      files: files.length,
      files_removed: leaving.length,
      files_failed: batch.failures.length,
      symbols_added: tally.added,
      symbols_updated: tally.updated,
      symbols_removed: tally.removed,
      symbols_restored: tally.restored,
      symbols_renamed: renames.length,
      externals: tally.externals,
      edges,
      unresolved: files.reduce((sum, { facts }) => sum + facts.unresolved.length, 0),
    };
    const revision: Revision = {
      id,
      scope: batch.scope,
      commit: batch.commit,
      counts,
      failures: batch.failures,
      started_at: startedAt.toISOString(),
      duration_ms: now().getTime() - startedAt.getTime(),
    };
    return closeRevision(graph, { revision, firstChange, execution });
  };
  return graph.transaction(() => deferSearch(graph, apply));
}

function assertConsistent(graph: Graph, batch: FactBatch): void {
  const packages = graph.prepare<[string], { found: number }>(`
    select 1 as found from symbols
    where fqn = ? and kind in ('package', 'module') and origin = 'project' and deleted_at is null`);
  const definitions = graph.prepare<[string], { path: string }>(`
    select f.path from symbols s join files f on f.id = s.file_id
    where s.fqn = ? and s.deleted_at is null`);
  const languageOf = graph.prepare<[string], { language: string }>(
    'select language from files where path = ?',
  );
  const issues = checkFacts(batch, {
    covers: (path) => covers(batch, languageOf.get(path)?.language ?? ''),
    isPackage: (fqn) => packages.get(fqn) !== undefined,
    definedIn: (fqn) => definitions.get(fqn)?.path ?? null,
  });
  if (issues.length === 0) return;
  const list = issues.map(({ path, message }) => `  ${path}: ${message}`).join('\n');
  throw new GraphError(
    'batch_invalid',
    `The facts contradict themselves or the graph; nothing was stored.\n${list}`,
    { issues },
  );
}

/** `updated_at` also tells that a file which had failed is read again. */
function writeFile(
  graph: Graph,
  facts: FileFacts,
  { at, hadFailed }: { readonly at: string; readonly hadFailed: boolean },
): WrittenFile {
  const { path, content_hash, language } = facts;
  const before = graph
    .prepare<
      [string],
      { id: number; content_hash: string | null; language: string; deleted_at: string | null }
    >('select id, content_hash, language, deleted_at from files where path = ?')
    .get(path);
  if (before === undefined) {
    const { lastInsertRowid } = graph
      .prepare<[string, string, string]>(
        'insert into files (path, content_hash, language) values (?, ?, ?)',
      )
      .run(path, content_hash, language);
    return { id: Number(lastInsertRowid), isNew: true, facts };
  }
  const isSame = before.content_hash === content_hash && before.language === language;
  if (!isSame || before.deleted_at !== null || hadFailed) {
    graph
      .prepare<[string, string, string, number]>(`
        update files set content_hash = ?, language = ?, deleted_at = null, updated_at = ?
        where id = ?`)
      .run(content_hash, language, at, before.id);
  }
  return { id: before.id, isNew: false, facts };
}

/** Writes the symbols of every file before it removes any: one that moved to another file stays. */
function writeSymbols(files: readonly WrittenFile[], symbols: SymbolWriter): void {
  const kept = files.map(({ id, facts }) =>
    orderParentsFirst(facts.symbols).map((fact) => symbols.project(fact, id)),
  );
  for (const [index, { id, isNew }] of files.entries()) {
    if (!isNew) symbols.removeOthers(id, new Set(kept[index]));
  }
}

/** Writes the edges, unresolved sites and detections of the files. @returns the number of edges */
function writeSites(
  graph: Graph,
  {
    files,
    symbols,
    abandoned,
  }: {
    readonly files: readonly WrittenFile[];
    readonly symbols: SymbolWriter;
    readonly abandoned: Set<number>;
  },
): number {
  const write = (): number => {
    let edges = 0;
    for (const { id, isNew, facts } of files) {
      edges += writeEdges(graph, { fileId: id, facts: facts.edges, symbols, isNew, abandoned });
      writeUnresolved(graph, { fileId: id, facts: facts.unresolved, symbols });
      writeDetections(graph, { fileId: id, facts, symbols, isNew, abandoned });
    }
    return edges;
  };
  // Nothing is looked up by these when there were no edges and every file is new.
  const isFirst = files.every(({ isNew }) => isNew) && !hasEdges(graph);
  return isFirst ? withoutIndexes(graph, ['idx_edges_to', 'idx_edges_file'], write) : write();
}

function hasEdges(graph: Graph): boolean {
  return graph.prepare('select 1 from edges limit 1').get() !== undefined;
}

/** True when a file in this language is gone unless the batch has it. */
function covers({ scope, languages }: FactBatch, language: string): boolean {
  return scope === 'full' && (languages === undefined || languages.includes(language));
}

/** Ids of the active files that this batch says are gone. */
function leavingFiles(graph: Graph, batch: FactBatch): readonly number[] {
  const removed = new Set(batch.removed_files);
  const stays = new Set([...batch.files, ...batch.failures].map(({ path }) => path));
  return graph
    .prepare<[], { id: number; path: string; language: string }>(
      'select id, path, language from files where deleted_at is null',
    )
    .all()
    .filter(
      ({ path, language }) => removed.has(path) || (covers(batch, language) && !stays.has(path)),
    )
    .map(({ id }) => id);
}

function removeFile(
  graph: Graph,
  {
    id,
    at,
    symbols,
    abandoned,
  }: {
    readonly id: number;
    readonly at: string;
    readonly symbols: SymbolWriter;
    readonly abandoned: Set<number>;
  },
): void {
  symbols.removeOthers(id, new Set());
  removeEdgesOf(graph, id, abandoned);
  removeDetectionsOf(graph, id, abandoned);
  graph.prepare<[number]>('delete from unresolved_references where file_id = ?').run(id);
  graph.prepare<[string, number]>('update files set deleted_at = ? where id = ?').run(at, id);
}

/** Ids of every symbol that is not the project's own. */
function stubs(graph: Graph): readonly number[] {
  return graph
    .prepare<[], { id: number }>("select id from symbols where origin <> 'project'")
    .all()
    .map(({ id }) => id);
}

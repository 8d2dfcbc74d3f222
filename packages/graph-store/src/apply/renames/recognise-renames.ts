import type { FactBatch, SymbolFact } from '@clew/contracts';
import type { Graph } from '../../open-graph.ts';
import { relationCode, relationName } from '../../schema/edge-code.ts';
import { groupBy } from './group-by.ts';
import { matchRenames } from './match-renames.ts';
import type { Neighbours, RenameCandidate } from './rename-candidate.ts';

/** A symbol of the graph that the batch names otherwise. */
export interface Rename {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  /** Its simple name from now on. */
  readonly name: string;
  /** For the symbol of a file that moved: its row in `files`, and where it is now. */
  readonly moved: { readonly file: number; readonly path: string } | null;
}

interface StoredCandidate extends RenameCandidate {
  readonly id: number;
  readonly file_id: number;
}

/**
 * Finds the symbols that a batch knows under other names: they vanished from its files, or with them,
 * while others appeared. How they are matched is written down in `match-renames.ts`. A name that the
 * graph remembers, also as deleted, does not appear: whoever bears it comes back. Reads only.
 *
 * @param leaving ids of the files that the batch removes
 */
export function recogniseRenames(
  graph: Graph,
  { batch, leaving }: { readonly batch: FactBatch; readonly leaving: readonly number[] },
): readonly Rename[] {
  const touched = touchedFiles(graph, batch, leaving);
  const named = new Set(batch.files.flatMap(({ symbols }) => symbols.map(({ fqn }) => fqn)));
  for (const { fqn } of batch.packages) named.add(fqn);
  const vanished = [...touched.keys()].flatMap((file) => vanishedFrom(graph, file, named));
  if (vanished.length === 0) return [];
  const appeared = appearedIn(graph, batch);
  if (appeared.size === 0) return [];

  const contents = new Map(batch.files.map(({ path, content_hash }) => [path, content_hash]));
  const contentBefore = new Map(
    [...touched.values()].map((file) => [file.path, file.content_hash]),
  );
  const byFqn = new Map(vanished.map((each) => [each.fqn, each]));
  const now = neighboursIn(batch, appeared);
  const before = new Map<string, Neighbours>();
  const newNames = matchRenames({
    vanished,
    appeared: [...appeared.values()],
    contentBefore: (path) => contentBefore.get(path) ?? null,
    contentNow: (path) => contents.get(path) ?? null,
    neighboursBefore: ({ fqn }) => {
      const known = before.get(fqn) ?? storedNeighbours(graph, byFqn.get(fqn)?.id ?? 0, touched);
      before.set(fqn, known);
      return known;
    },
    neighboursNow: ({ fqn }) => now.get(fqn) ?? none,
  });
  const symbols = [...newNames].flatMap(([from, to]): Rename[] => {
    const old = byFqn.get(from);
    const fresh = appeared.get(to);
    if (old === undefined || fresh === undefined) return [];
    const isMoved = old.kind === 'file' && old.path !== fresh.path;
    const moved = isMoved ? { file: old.file_id, path: fresh.path } : null;
    return [{ id: old.id, from, to, name: fresh.name, moved }];
  });
  return [...symbols, ...renamedPackages(graph, batch, newNames)];
}

interface TouchedFile {
  readonly path: string;
  readonly content_hash: string | null;
}

/** The active files that the batch describes anew or removes, by id. */
function touchedFiles(
  graph: Graph,
  batch: FactBatch,
  leaving: readonly number[],
): ReadonlyMap<number, TouchedFile> {
  const touched = new Map<number, TouchedFile>();
  const byPath = graph.prepare<[string], TouchedFile & { id: number }>(
    'select id, path, content_hash from files where path = ? and deleted_at is null',
  );
  const byId = graph.prepare<[number], TouchedFile & { id: number }>(
    'select id, path, content_hash from files where id = ?',
  );
  const rows = [
    ...batch.files.map(({ path }) => byPath.get(path)),
    ...leaving.map((id) => byId.get(id)),
  ];
  for (const row of rows) if (row !== undefined) touched.set(row.id, row);
  return touched;
}

function vanishedFrom(
  graph: Graph,
  file: number,
  named: ReadonlySet<string>,
): readonly StoredCandidate[] {
  const gone = graph
    .prepare<[number], { id: number; fqn: string }>(
      "select id, fqn from symbols where file_id = ? and deleted_at is null and origin = 'project'",
    )
    .all(file)
    .filter(({ fqn }) => !named.has(fqn));
  const read = graph.prepare<[number], StoredCandidate>(`
    select s.id, s.fqn, s.kind, s.name, s.file_id, f.path, p.fqn as parent, s.shape_hash, s.body_hash,
      coalesce(s.end_line - s.start_line + 1, 0) as lines
    from symbols s join files f on f.id = s.file_id left join symbols p on p.id = s.parent_id
    where s.id = ?`);
  return gone.flatMap(({ id }) => read.get(id) ?? []);
}

/** The symbols of the batch whose names the graph does not know, other than from a stub, by fqn. */
function appearedIn(graph: Graph, batch: FactBatch): ReadonlyMap<string, RenameCandidate> {
  const isKnown = graph.prepare<[string]>(
    "select 1 from symbols where fqn = ? and origin = 'project'",
  );
  const appeared = new Map<string, RenameCandidate>();
  for (const { path, symbols } of batch.files) {
    for (const fact of symbols) {
      if (isKnown.get(fact.fqn) === undefined) appeared.set(fact.fqn, candidateOf(fact, path));
    }
  }
  return appeared;
}

function candidateOf(fact: SymbolFact, path: string): RenameCandidate {
  const { fqn, kind, name, parent, start_line, end_line, shape_hash, body_hash } = fact;
  const lines = start_line === null || end_line === null ? 0 : end_line - start_line + 1;
  return { fqn, kind, name, parent, path, lines, shape_hash, body_hash };
}

const none: Neighbours = { out: new Set(), in: new Set() };

function storedNeighbours(
  graph: Graph,
  id: number,
  touched: ReadonlyMap<number, TouchedFile>,
): Neighbours {
  interface End {
    readonly relation: number;
    readonly fqn: string;
    readonly file_id: number | null;
  }
  const ends = (end: 'from_id' | 'to_id', other: 'from_id' | 'to_id') =>
    graph
      .prepare<[number, number], End>(`
        select e.relation, s.fqn, e.file_id from edges e join symbols s on s.id = e.${other}
        where e.${end} = ? and e.relation <> ?`)
      .all(id, relationCode('contains'));
  const text = ({ relation, fqn }: End) => `${relationName(relation)} ${fqn}`;
  return {
    out: new Set(ends('from_id', 'to_id').map(text)),
    in: new Set(
      ends('to_id', 'from_id')
        .filter(({ file_id }) => file_id !== null && touched.has(file_id))
        .map(text),
    ),
  };
}

function neighboursIn(
  batch: FactBatch,
  of: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, Neighbours> {
  const found = new Map<string, { out: Set<string>; in: Set<string> }>();
  const at = (fqn: string) => {
    const known = found.get(fqn) ?? { out: new Set<string>(), in: new Set<string>() };
    found.set(fqn, known);
    return known;
  };
  for (const { edges } of batch.files) {
    for (const { from, to, relation } of edges) {
      if (relation === 'contains') continue;
      if (of.has(from)) at(from).out.add(`${relation} ${to}`);
      if (of.has(to)) at(to).in.add(`${relation} ${from}`);
    }
  }
  return found;
}

/** Packages that the batch names no longer, and of which everything is in one new package now. */
function renamedPackages(
  graph: Graph,
  batch: FactBatch,
  newNames: ReadonlyMap<string, string>,
): readonly Rename[] {
  const isKnown = graph.prepare<[string]>(
    "select 1 from symbols where fqn = ? and origin = 'project'",
  );
  const fresh = new Map(
    batch.packages.flatMap((fact) =>
      isKnown.get(fact.fqn) === undefined ? [[fact.fqn, fact]] : [],
    ),
  );
  if (fresh.size === 0) return [];
  const named = new Set(batch.packages.map(({ fqn }) => fqn));
  const parentNow = new Map(
    [...batch.packages, ...batch.files.flatMap(({ symbols }) => symbols)].map((fact) => [
      fact.fqn,
      fact.parent,
    ]),
  );
  const names = new Map(newNames);
  const renames: Rename[] = [];
  const packages = graph
    .prepare<[], { id: number; fqn: string; kind: string }>(`
      select id, fqn, kind from symbols
      where kind in ('package', 'module') and origin = 'project' and file_id is null
        and deleted_at is null
      order by length(fqn) desc, fqn`)
    .all()
    .filter(({ fqn }) => !named.has(fqn));
  const children = graph.prepare<[number], { fqn: string }>(
    'select fqn from symbols where parent_id = ? and deleted_at is null',
  );
  for (const { id, fqn, kind } of packages) {
    const homes = groupBy(children.all(id), (child) => {
      const name = names.get(child.fqn);
      return name === undefined ? '' : (parentNow.get(name) ?? '');
    });
    const [home, ...others] = homes.keys();
    const fact = fresh.get(home ?? '');
    if (fact === undefined || others.length > 0 || fact.kind !== kind) continue;
    fresh.delete(fact.fqn);
    names.set(fqn, fact.fqn);
    renames.push({ id, from: fqn, to: fact.fqn, name: fact.name, moved: null });
  }
  return renames;
}

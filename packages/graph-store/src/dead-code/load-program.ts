import { valueAt } from '../adjacency/adjacency.ts';
import { isTestFile } from '../files/is-test-file.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';

/** An active symbol, as the search for dead code needs it. */
export interface ProgramSymbol {
  readonly id: number;
  readonly fqn: string;
  readonly kind: string;
  readonly name: string;
  readonly origin: string;
  readonly parent: number | null;
  readonly path: string | null;
  readonly exported: boolean;
  readonly isPrivate: boolean;
  readonly annotated: boolean;
  readonly inTests: boolean;
}

/** What a file or symbol imports. */
export interface ProgramImport {
  readonly to: number;
  /** For its types alone, so that nothing is loaded. */
  readonly types: boolean;
  readonly dynamic: boolean;
  readonly reexport: boolean;
}

/** A whole graph in memory: its active symbols, and what they use. */
export interface Program {
  readonly symbols: ReadonlyMap<number, ProgramSymbol>;
  readonly childrenOf: (id: number) => readonly number[];
  /** Ids that a symbol uses, in any way but importing, containing or standing in for a member. */
  readonly uses: (id: number) => Iterable<number>;
  readonly importsOf: (id: number) => readonly ProgramImport[];
  /** Members that a member overrides or implements, and those that do so to it. */
  readonly upwardsOf: (id: number) => readonly number[];
  readonly downwardsOf: (id: number) => readonly number[];
}

export const memberKinds: ReadonlySet<string> = new Set(['method', 'getter', 'setter', 'property']);

const upwards = [relationCode('overrides'), relationCode('implements')].join(', ');
const structure = [relationCode('contains'), relationCode('imports')].join(', ');

interface SymbolRow {
  readonly id: number;
  readonly fqn: string;
  readonly kind: string;
  readonly name: string;
  readonly origin: string;
  readonly parent: number | null;
  readonly path: string | null;
  readonly modifiers: string;
  readonly annotated: number;
}

/** Reads every active symbol and every edge between them once. */
export function loadProgram(graph: Graph): Program {
  const rows = graph
    .prepare<[], SymbolRow>(`
      select s.id, s.fqn, s.kind, s.name, s.origin, s.parent_id as parent, f.path, s.modifiers,
        s.annotations <> '[]' as annotated
      from symbols s
      left join files f on f.id = s.file_id
      where s.deleted_at is null`)
    .all();
  const symbols = new Map(rows.map((row) => [row.id, toProgramSymbol(row)]));
  const children = new Map<number, number[]>();
  for (const { id, parent } of rows) if (parent !== null) append(children, parent, id);
  const up = new Map<number, number[]>();
  const down = new Map<number, number[]>();
  for (const [from, to] of memberEdges(graph)) {
    append(up, from, to);
    append(down, to, from);
  }
  return {
    symbols,
    childrenOf: (id) => children.get(id) ?? [],
    uses: loadUses(graph, symbols),
    importsOf: loadImports(graph),
    upwardsOf: (id) => up.get(id) ?? [],
    downwardsOf: (id) => down.get(id) ?? [],
  };
}

function toProgramSymbol({ modifiers, annotated, ...row }: SymbolRow): ProgramSymbol {
  return {
    ...row,
    exported: modifiers.includes('"export"'),
    isPrivate: modifiers.includes('"private"') || row.name.startsWith('#'),
    annotated: annotated === 1,
    inTests: row.path !== null && isTestFile(row.path),
  };
}

function memberEdges(graph: Graph): Iterable<[number, number]> {
  return graph
    .prepare<[], [number, number]>(`
      select e.from_id, e.to_id
      from edges e
      join symbols m on m.id = e.from_id and m.kind not in ('class', 'interface', 'type_alias')
      where e.relation in (${upwards})`)
    .raw()
    .iterate();
}

/** The rest of the edges, as rows of ids in the order of the index that they are read from. */
function loadUses(
  graph: Graph,
  symbols: ReadonlyMap<number, ProgramSymbol>,
): (id: number) => Iterable<number> {
  const isType = new Set(['class', 'interface', 'type_alias']);
  const heritage = new Set(upwards.split(', ').map(Number));
  const rows = graph
    .prepare<[], [number, number, number]>(
      `select e.from_id, e.to_id, e.relation from edges e where e.relation not in (${structure}) order by e.from_id`,
    )
    .raw();
  const begins = new Map<number, number>();
  const ends = new Map<number, number>();
  const targets: number[] = [];
  for (const [from, to, relation] of rows.iterate()) {
    if (heritage.has(relation) && !isType.has(symbols.get(from)?.kind ?? '')) continue;
    if (!begins.has(from)) begins.set(from, targets.length);
    targets.push(to);
    ends.set(from, targets.length);
  }
  return function* (id) {
    const end = ends.get(id) ?? 0;
    for (let at = begins.get(id) ?? end; at < end; at += 1) yield valueAt(targets, at);
  };
}

function loadImports(graph: Graph): (id: number) => readonly ProgramImport[] {
  const rows = graph
    .prepare<[], { from: number; to: number; types: number; dynamic: number; reexport: number }>(`
      select e.from_id as "from", e.to_id as "to",
        coalesce(e.metadata ->> 'type_only', 0) as types,
        coalesce(e.metadata ->> 'dynamic', e.metadata ->> 'required', 0) as dynamic,
        coalesce(e.metadata ->> 'reexport', 0) as reexport
      from edges e
      where e.relation = ${relationCode('imports')}`)
    .iterate();
  const imports = new Map<number, ProgramImport[]>();
  for (const { from, to, types, dynamic, reexport } of rows) {
    append(imports, from, {
      to,
      types: types === 1,
      dynamic: dynamic === 1,
      reexport: reexport === 1,
    });
  }
  return (id) => imports.get(id) ?? [];
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

import type { SymbolRef } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { toSymbolRef } from '../symbols/symbol-row.ts';

/** Rows as tuples and each path once: half the time of objects that are joined with their files. */
type SymbolTuple = readonly [
  id: number,
  fqn: string,
  kind: string,
  name: string,
  origin: string,
  file: number | null,
  line: number | null,
];

/** The symbols that one answer is about, each read once however often it is needed. */
export interface AnswerSymbols {
  /** The short form of many symbols, by id. */
  refs(ids: Iterable<number>): ReadonlyMap<number, SymbolRef>;
  /** The number of the file of each symbol, where it has one, and the paths of these files. */
  files(ids: readonly number[]): {
    readonly files: readonly (readonly [id: number, file: number])[];
    readonly paths: ReadonlyMap<number, string>;
  };
}

export function answerSymbols(graph: Graph): AnswerSymbols {
  const known = new Map<number, SymbolTuple>();
  const knownPaths = new Map<number, string>();
  const readPaths = (files: readonly (number | null)[]): void => {
    const missing = [...new Set(files)].filter((file) => file !== null && !knownPaths.has(file));
    for (const [file, path] of pathsOfFiles(graph, missing)) knownPaths.set(file, path);
  };
  return {
    refs(ids) {
      const wanted = [...new Set(ids)];
      const missing = wanted.filter((id) => !known.has(id));
      for (const row of readTuples(graph, missing)) known.set(row[0], row);
      const rows = wanted.flatMap((id) => {
        const row = known.get(id);
        return row === undefined ? [] : [row];
      });
      readPaths(rows.map(([, , , , , file]) => file));
      return new Map(rows.map((row) => [row[0], toRef(row, knownPaths)]));
    },
    files(ids) {
      const others = readFiles(
        graph,
        ids.filter((id) => !known.has(id)),
      );
      const files = ids.flatMap((id): readonly (readonly [number, number])[] => {
        const file = known.get(id)?.[5] ?? others.get(id) ?? null;
        return file === null ? [] : [[id, file]];
      });
      readPaths(files.map(([, file]) => file));
      return { files, paths: knownPaths };
    },
  };
}

function toRef(
  [id, fqn, kind, name, origin, file, start_line]: SymbolTuple,
  paths: ReadonlyMap<number, string>,
): SymbolRef {
  const path = file === null ? null : (paths.get(file) ?? null);
  return toSymbolRef({ id, fqn, kind, name, origin, file: path, start_line });
}

function readTuples(graph: Graph, ids: readonly number[]): readonly SymbolTuple[] {
  if (ids.length === 0) return [];
  return graph
    .prepare<[string], SymbolTuple>(`
      select s.id, s.fqn, s.kind, s.name, s.origin, s.file_id, s.start_line
      from json_each(?) given
      join symbols s on s.id = given.value`)
    .raw()
    .all(JSON.stringify(ids));
}

function readFiles(graph: Graph, ids: readonly number[]): ReadonlyMap<number, number> {
  if (ids.length === 0) return new Map();
  const rows = graph
    .prepare<[string], [number, number]>(`
      select s.id, s.file_id
      from json_each(?) given
      join symbols s on s.id = given.value
      where s.file_id is not null`)
    .raw()
    .all(JSON.stringify(ids));
  return new Map(rows);
}

function pathsOfFiles(
  graph: Graph,
  files: readonly (number | null)[],
): ReadonlyMap<number, string> {
  if (files.length === 0) return new Map();
  const rows = graph
    .prepare<[string], [number, string]>(`
      select f.id, f.path from json_each(?) given join files f on f.id = given.value`)
    .raw()
    .all(JSON.stringify(files));
  return new Map(rows);
}

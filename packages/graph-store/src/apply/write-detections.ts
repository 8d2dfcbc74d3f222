import type { FileFacts } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import type { SymbolWriter } from './symbol-writer.ts';

type Value = string | number | null;

/** What makes two rows of a file the same detection, and what may change while it stays the same. */
interface Detection {
  readonly table: 'entry_points' | 'external_dependencies';
  readonly identity: readonly string[];
  readonly details: readonly string[];
}

/** A row without its id and file, by the names of its columns. */
type Row = Readonly<Record<string, Value>>;

const entryPoints: Detection = {
  table: 'entry_points',
  identity: [
    'symbol_id',
    'entry_type',
    'http_method',
    'http_path',
    'cron_expression',
    'mq_queue',
    'name',
  ],
  details: ['resolution', 'line', 'detector'],
};

const dependencies: Detection = {
  table: 'external_dependencies',
  identity: ['caller_id', 'dependency_type', 'target'],
  details: ['strength', 'line', 'detector'],
};

interface WriteInput {
  readonly fileId: number;
  readonly symbols: SymbolWriter;
  /** The file had no facts before, so there is nothing to compare with. */
  readonly isNew: boolean;
  readonly abandoned: Set<number>;
}

/**
 * Makes the entry points and external dependencies that a file owns exactly those of its facts; a
 * detection that is still there keeps its row. Of the same detection in several lines the first
 * counts. Rows without a file were entered by hand and are not looked at.
 */
export function writeDetections(
  graph: Graph,
  { facts, ...input }: WriteInput & { readonly facts: FileFacts },
): void {
  const { symbols } = input;
  const found = (facts.entry_points ?? []).map(({ symbol, ...rest }) => ({
    ...rest,
    symbol_id: symbols.target(symbol),
  }));
  const needed = (facts.dependencies ?? []).map(({ caller, ...rest }) => ({
    ...rest,
    caller_id: symbols.target(caller),
  }));
  writeRows(graph, entryPoints, found, input);
  writeRows(graph, dependencies, needed, input);
}

/** Removes every entry point and external dependency that a file owns. */
export function removeDetectionsOf(graph: Graph, fileId: number, abandoned: Set<number>): void {
  for (const { table, identity } of [entryPoints, dependencies]) {
    const gone = graph
      .prepare<[number], { id: number }>(
        `delete from ${table} where file_id = ? returning ${identity[0]} as id`,
      )
      .all(fileId);
    for (const { id } of gone) abandoned.add(id);
  }
}

function writeRows(
  graph: Graph,
  { table, identity, details }: Detection,
  rows: readonly Row[],
  { fileId, isNew, abandoned }: WriteInput,
): void {
  const columns = [...identity, ...details];
  const cell = (row: Row, column: string): Value => row[column] ?? null;
  const keyOf = (row: Row): string => JSON.stringify(identity.map((column) => cell(row, column)));
  const wanted = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    const other = wanted.get(key);
    if (other === undefined || isBefore(row, other)) wanted.set(key, row);
  }
  const before = isNew ? new Map<string, Row>() : storedRows(graph, table, columns, fileId, keyOf);
  const insert = graph.prepare<Value[]>(`
    insert into ${table} (file_id, ${columns.join(', ')})
    values (?${', ?'.repeat(columns.length)})`);
  const update = graph.prepare<Value[]>(`
    update ${table} set ${details.map((column) => `${column} = ?`).join(', ')} where id = ?`);
  for (const [key, row] of wanted) {
    const old = before.get(key);
    before.delete(key);
    if (old === undefined) {
      insert.run(fileId, ...columns.map((column) => cell(row, column)));
    } else if (details.some((column) => cell(old, column) !== cell(row, column))) {
      update.run(...details.map((column) => cell(row, column)), cell(old, 'id'));
    }
  }
  const remove = graph.prepare<Value[]>(`delete from ${table} where id = ?`);
  for (const row of before.values()) {
    remove.run(cell(row, 'id'));
    abandoned.add(Number(cell(row, identity[0] ?? 'id')));
  }
}

/** The first line counts, and in one line the rule whose name comes first. */
function isBefore(row: Row, other: Row): boolean {
  if (row.line !== other.line) return Number(row.line) < Number(other.line);
  return String(row.detector) < String(other.detector);
}

function storedRows(
  graph: Graph,
  table: Detection['table'],
  columns: readonly string[],
  fileId: number,
  keyOf: (row: Row) => string,
): Map<string, Row> {
  const rows = graph
    .prepare<[number], Row>(`select id, ${columns.join(', ')} from ${table} where file_id = ?`)
    .all(fileId);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

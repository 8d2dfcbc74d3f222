import { relationSchema, resolutionSchema } from '@clew/contracts';
import type { GraphChange } from '../changes/graph-change.ts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode, resolutionCode } from '../schema/edge-code.ts';
import { deferSearch } from '../symbols/defer-search.ts';
import { lastChange } from './last-change.ts';
import { momentGone } from './moment-gone.ts';
import { recordedTable } from './recorded-table.ts';

const changesAtOnce = 1000;

type Value = string | number | null;
type Row = Readonly<Record<string, unknown>>;

/**
 * Makes a copy of a graph what the graph was behind change `through`, by undoing each later one from
 * its own outbox, the newest first, in one transaction. What it cannot undo exactly, it refuses: every
 * change must be there (see `refillChanges`) and fit the row that it is about, and all foreign keys
 * hold again at the end. The recording of changes is off from then on.
 *
 * @returns how many changes were undone
 * @throws GraphError `moment_gone` when changes are missing, `history_inconsistent` when they do not
 *   fit the graph; the graph is as it was then
 */
export function rewindGraph({
  ctx: { graph },
  input: { through },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly through: number };
}): number {
  // A member may come back before what contains it; the check at the end looks at all keys.
  graph.sqlite.pragma('foreign_keys = off');
  try {
    return graph.transaction(() => {
      assertReachable(graph, through);
      graph.prepare('update change_recording set enabled = 0 where id = 1').run();
      const undone = deferSearch(graph, () => undoChanges(graph, through));
      graph.prepare<[number]>('delete from graph_changes where seq > ?').run(through);
      graph
        .prepare<[number]>("update sqlite_sequence set seq = ? where name = 'graph_changes'")
        .run(through);
      const violation = graph.prepare('select 1 from pragma_foreign_key_check limit 1').get();
      if (violation !== undefined) throw inconsistent(graph);
      return undone;
    });
  } finally {
    graph.sqlite.pragma('foreign_keys = on');
  }
}

function assertReachable(graph: Graph, through: number): void {
  const last = lastChange(graph);
  const held = graph
    .prepare<[number], { count: number }>(
      'select count(*) as count from graph_changes where seq > ?',
    )
    .get(through);
  const complete = graph
    .prepare<[], { complete_since: number }>(
      'select complete_since from change_recording where id = 1',
    )
    .get();
  const isHeld = through <= last && held?.count === last - through;
  if (!isHeld || through < (complete?.complete_since ?? 0))
    throw momentGone(graph, reachable(graph));
}

/** The change behind which none is missing any more. */
function reachable(graph: Graph): number {
  const row = graph
    .prepare<[number], { seq: number }>(`
      with recursive reached(seq) as (
        values (?)
        union all
        select seq - 1 from reached
        where exists (select 1 from graph_changes c where c.seq = reached.seq)
      )
      select min(seq) as seq from reached`)
    .get(lastChange(graph));
  return row?.seq ?? 0;
}

function undoChanges(graph: Graph, through: number): number {
  const read = graph.prepare<[number, number], GraphChange>(`
    select seq, revision_id as revision, entity, entity_id, op, old, new, created_at
    from graph_changes where seq > ? and seq < ? order by seq desc limit ${changesAtOnce}`);
  const undo = createUndo(graph);
  // Rows that went one after the other were all there before. Those that others name come back first,
  // although they also went first: what is kept about a symbol, such as its words, finds it then.
  let gone: GraphChange[] = [];
  const bringBack = () => {
    for (const change of gone.filter(isNamed)) undo(change);
    for (const change of gone) if (!isNamed(change)) undo(change);
    gone = [];
  };
  let before = Number.MAX_SAFE_INTEGER;
  let undone = 0;
  for (;;) {
    const changes = read.all(through, before);
    for (const change of changes) {
      if (change.op === 'delete') {
        gone.push(change);
        continue;
      }
      bringBack();
      undo(change);
    }
    undone += changes.length;
    before = changes.at(-1)?.seq ?? before;
    if (changes.length < changesAtOnce) break;
  }
  bringBack();
  return undone;
}

const isNamed = ({ entity }: GraphChange) => entity === 'file' || entity === 'symbol';

function createUndo(graph: Graph): (change: GraphChange) => void {
  const columns = new Map<string, ReadonlySet<string>>();
  const columnsOf = (table: string) => {
    const known =
      columns.get(table) ??
      new Set(
        graph
          .prepare<[string], { name: string }>('select name from pragma_table_info(?)')
          .all(table)
          .map(({ name }) => name),
      );
    columns.set(table, known);
    return known;
  };
  const run = ({ entity, entity_id, op, old }: GraphChange): number => {
    const table = recordedTable(entity);
    if (op === 'insert') {
      return graph.prepare<[number]>(`delete from ${table} where id = ?`).run(entity_id).changes;
    }
    const row = storedValues(JSON.parse(old ?? '{}') as Row, { table, columns: columnsOf(table) });
    const names = [...row.keys()].filter((name) => name !== 'id');
    const values = names.map((name) => row.get(name) ?? null);
    const sql =
      op === 'delete'
        ? `insert into ${table} (${[...names, 'id'].join(', ')}) values (${'?, '.repeat(names.length)}?)`
        : `update ${table} set ${names.map((name) => `${name} = ?`).join(', ')} where id = ?`;
    return graph.prepare<Value[]>(sql).run(...values, entity_id).changes;
  };
  return (change) => {
    if (run(change) !== 1) throw inconsistent(graph, change.seq);
  };
}

/** The columns of a recorded row as the table stores them. Names of other rows are left out. */
function storedValues(
  row: Row,
  { table, columns }: { readonly table: string; readonly columns: ReadonlySet<string> },
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const [name, value] of Object.entries(row)) {
    if (!columns.has(name)) continue;
    values.set(name, table === 'edges' ? edgeValue(name, value) : plainValue(value));
  }
  return values;
}

function edgeValue(name: string, value: unknown): Value {
  if (name === 'relation') return relationCode(relationSchema.parse(value));
  if (name === 'resolution') return resolutionCode(resolutionSchema.parse(value));
  return plainValue(value);
}

function plainValue(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  return JSON.stringify(value);
}

function inconsistent(graph: Graph, seq?: number): GraphError {
  const where = seq === undefined ? '' : ` (at change ${seq})`;
  return new GraphError(
    'history_inconsistent',
    `The history of ${graph.path} does not fit it${where}, so it cannot be shown as it was. Was a backup restored? Index the codebase again: what happens from then on can be shown.`,
  );
}

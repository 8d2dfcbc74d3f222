import {
  type Architecture,
  type ArchitectureReport,
  architectureSchema,
  type Baseline,
  type Violation,
} from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { lastChange } from '../past/last-change.ts';
import { checkArchitecture } from './check-architecture.ts';

/** Without an architecture of its own, a codebase still hears of files that come to import in a circle. */
const builtinArchitecture = architectureSchema.parse({
  rules: [{ ref: 'clew.file-cycles', severity: 'info', cycles: { level: 'file' } }],
});

interface StoredRow {
  readonly id: number;
  readonly rule: string;
  readonly from_id: number;
  readonly to_id: number | null;
  readonly severity: string;
  readonly message: string | null;
  readonly details: string | null;
}

interface ViolationRow {
  readonly from: number;
  readonly to: number | null;
  readonly violation: Violation;
  readonly details: string;
}

/**
 * Makes `anti_patterns` exactly what breaks the architecture now, and keeps the architecture for those
 * who ask for layers. To be called inside the transaction of an index run, so that the changes of the
 * rows belong to its revision. A row that was there before stays the same row; a cycle that shrank is
 * the cycle that it was.
 */
export function recordArchitecture({
  ctx: { graph, now = () => new Date() },
  input: { architecture, baseline = null },
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
  readonly input: {
    readonly architecture: Architecture | null;
    readonly baseline?: Baseline | null;
  };
}): ArchitectureReport {
  const at = now().toISOString();
  return graph.transaction(() => {
    recordConfig(graph, architecture, at);
    const report = checkArchitecture({
      ctx: { graph },
      input: {
        architecture: architecture ?? builtinArchitecture,
        baseline,
        today: at.slice(0, 'yyyy-mm-dd'.length),
      },
    });
    recordViolations(graph, report.violations, at);
    return report;
  });
}

/** It is in force from the next change on, which is one of the same run if there are any. */
function recordConfig(graph: Graph, architecture: Architecture | null, at: string): void {
  const config = architecture === null ? null : JSON.stringify(architecture);
  const [last] = graph
    .prepare<[], { config: string | null }>(
      'select config from architecture order by since desc limit 1',
    )
    .all();
  if (last !== undefined && last.config === config) return;
  graph
    .prepare<[number, string | null, string]>(`
      insert into architecture (since, config, recorded_at) values (?, ?, ?)
      on conflict (since) do update set config = excluded.config, recorded_at = excluded.recorded_at`)
    .run(lastChange(graph) + 1, config, at);
}

function recordViolations(graph: Graph, violations: readonly Violation[], at: string): void {
  const idOf = graph.prepare<[string], { id: number }>('select id from symbols where fqn = ?');
  const found = violations.map((violation): ViolationRow => {
    const id = (fqn: string) => idOf.get(fqn)?.id ?? 0;
    const { sites, sites_total, cycle, status } = violation;
    return {
      from: id(violation.from.fqn),
      to: violation.to === null ? null : id(violation.to.fqn),
      violation,
      details: JSON.stringify({ sites, sites_total, cycle, status }),
    };
  });
  const stored = graph
    .prepare<[], StoredRow>(
      'select id, rule, from_id, to_id, severity, message, details from anti_patterns order by id',
    )
    .all();
  const matched = matchRows(stored, found);
  const remove = graph.prepare<[number]>('delete from anti_patterns where id = ?');
  const kept = new Set([...matched.values()].map(({ id }) => id));
  for (const { id } of stored) if (!kept.has(id)) remove.run(id);
  const insert = graph.prepare<[string, number, number | null, string, string, string, string]>(`
    insert into anti_patterns (rule, from_id, to_id, severity, message, details, detected_at)
    values (?, ?, ?, ?, ?, ?, ?)`);
  const update = graph.prepare<[number, string, string, string, number]>(
    'update anti_patterns set from_id = ?, severity = ?, message = ?, details = ? where id = ?',
  );
  for (const row of found) {
    const { rule, severity, message } = row.violation;
    const before = matched.get(row);
    if (before === undefined) {
      insert.run(rule, row.from, row.to, severity, message, row.details, at);
    } else if (
      before.from_id !== row.from ||
      before.severity !== severity ||
      before.message !== message ||
      before.details !== row.details
    ) {
      update.run(row.from, severity, message, row.details, before.id);
    }
  }
}

/** Which stored row tells of the same as each violation found now; each row at most once. */
function matchRows(
  stored: readonly StoredRow[],
  found: readonly ViolationRow[],
): ReadonlyMap<ViolationRow, StoredRow> {
  const matched = new Map<ViolationRow, StoredRow>();
  const pairs = new Map(stored.map((row) => [`${row.rule} ${row.from_id} ${row.to_id}`, row]));
  const cycles = stored.flatMap((row) => {
    const members = membersOf(row.details);
    return members === null ? [] : [{ row, members: new Set(members) }];
  });
  const taken = new Set<number>();
  for (const each of found) {
    const { rule, cycle } = each.violation;
    const row =
      cycle === null
        ? pairs.get(`${rule} ${each.from} ${each.to}`)
        : cycles.find(
            ({ row: { id, rule: ofRow }, members }) =>
              ofRow === rule && !taken.has(id) && cycle.members.every((name) => members.has(name)),
          )?.row;
    if (row === undefined) continue;
    taken.add(row.id);
    matched.set(each, row);
  }
  return matched;
}

function membersOf(details: string | null): readonly string[] | null {
  if (details === null) return null;
  const { cycle } = JSON.parse(details) as { readonly cycle: Violation['cycle'] };
  return cycle === null ? null : cycle.members;
}

import type { IntegrityReport, OrphanCount } from '@clew/contracts';
import { listForeignKeys } from '../foreign-keys.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';

const mostFileProblems = 100;

/**
 * Looks for rows that point at nothing, for every foreign key of the schema, and asks SQLite to
 * check keys and pages itself. Reads the whole graph.
 */
export function checkIntegrity({
  ctx: { graph, now = () => new Date() },
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
}): IntegrityReport {
  const orphans = countOrphans(graph);
  const orphansTotal = orphans.reduce((sum, { count }) => sum + count, 0);
  const violations = graph
    .prepare<[], { count: number }>('select count(*) as count from pragma_foreign_key_check')
    .get();
  const fileProblems = graph
    .prepare<[], { quick_check: string }>(`pragma quick_check(${mostFileProblems})`)
    .all()
    .map((row) => row.quick_check)
    .filter((problem) => problem !== 'ok');
  const foreignKeyViolations = violations?.count ?? 0;
  return {
    ok: orphansTotal === 0 && foreignKeyViolations === 0 && fileProblems.length === 0,
    orphans: [...orphans],
    orphans_total: orphansTotal,
    foreign_key_violations: foreignKeyViolations,
    file_problems: fileProblems,
    quarantined: graph
      .prepare<[], { type: string; count: number }>(`
        select type, count(*) as count from orphan_quarantine group by type order by type`)
      .all(),
    broken_references: countBrokenReferences(graph),
    checked_at: now().toISOString(),
  };
}

/** The orphan report: one `union all` with a branch for every foreign key. */
function countOrphans(graph: Graph): readonly OrphanCount[] {
  const keys = listForeignKeys(graph);
  const branches = keys.map(
    ({ table, column, references }, index) => `
      select ${index} as key, count(*) as count
      from "${table}" child left join "${references}" parent on parent.id = child."${column}"
      where child."${column}" is not null and parent.id is null`,
  );
  const counts = graph
    .prepare<[], { key: number; count: number }>(branches.join(' union all '))
    .all();
  return keys.map(({ type, table, column, references }, index) => ({
    type,
    table,
    column,
    references: `${references}.id`,
    count: counts.find(({ key }) => key === index)?.count ?? 0,
  }));
}

/** Edges of active symbols that point at a soft-deleted one. */
function countBrokenReferences(graph: Graph): number {
  const row = graph
    .prepare<[number], { count: number }>(`
      select count(*) as count
      from symbols t
      join edges e on e.to_id = t.id and e.relation <> ?
      join symbols f on f.id = e.from_id and f.deleted_at is null
      where t.deleted_at is not null`)
    .get(relationCode('contains'));
  return row?.count ?? 0;
}

import type { Summary, SummaryLevel, SummaryWrite } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { toSymbolRef } from '../symbols/symbol-row.ts';
import { assertCurrent } from './assert-current.ts';
import { levelOf } from './level-of.ts';
import { requireSource, type Source } from './require-source.ts';
import { type SummaryRow, selectOwnSummaries, toOwnSummary } from './summary-row.ts';

/**
 * Gives a symbol its summary of a level, in place of the one that it had. It lands only if the symbol and
 * its summary are still as the writer had read them. Writing what is there already changes nothing.
 *
 * @param input.source_hash of the source that the text describes, as `getKnowledge` told it
 * @param input.version of the summary that it replaces; null when there was none
 * @throws GraphError `symbol_not_found`, `source_changed` or `knowledge_changed`
 */
export function putSummary({
  ctx: { graph, now = () => new Date() },
  input,
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
  readonly input: SummaryWrite & { readonly fqn: string };
}): Summary {
  const { fqn, summary, source_hash, version } = input;
  return graph.transaction(() => {
    const source = requireSource(graph, fqn);
    const target = toSymbolRef(source.symbol);
    const level = input.level ?? levelOf(target.kind);
    const [before, ...duplicates] = summariesOf(graph, { id: source.symbol.id, level });
    const old = before === undefined ? null : toOwnSummary(before);
    assertCurrent({
      subject: `the summary of "${fqn}"`,
      read: { source_hash, version },
      current: { source_hash: source.hash, version: old?.version ?? null },
    });
    if (before === undefined) insertSummary(graph, { source, level, summary });
    else if (before.summary !== summary || before.source_hash !== source.hash || old?.is_stale) {
      graph
        .prepare<[string, string, string, number]>(`
          update summaries set summary = ?, source_hash = ?, is_stale = 0, updated_at = ?
          where id = ?`)
        .run(summary, source.hash, now().toISOString(), before.summary_id);
    }
    for (const { summary_id } of duplicates) removeSummary(graph, summary_id);
    const [written] = summariesOf(graph, { id: source.symbol.id, level });
    if (written === undefined)
      throw new Error(`the summary of ${fqn} vanished while it was written`);
    return { target, ...toOwnSummary(written) };
  });
}

/** The summaries of one level, the newest first: older systems wrote more than one. */
export function summariesOf(
  graph: Graph,
  { id, level }: { readonly id: number; readonly level: SummaryLevel },
): readonly SummaryRow[] {
  return graph
    .prepare<[number, string], SummaryRow>(
      `${selectOwnSummaries} where m.target_id = ? and m.level = ? order by m.id desc`,
    )
    .all(id, level);
}

export function removeSummary(graph: Graph, id: number): void {
  graph.prepare<[number]>('delete from summaries where id = ?').run(id);
}

function insertSummary(
  graph: Graph,
  {
    source,
    level,
    summary,
  }: { readonly source: Source; readonly level: SummaryLevel; readonly summary: string },
): void {
  graph
    .prepare<[number, string, string, string]>(
      'insert into summaries (target_id, level, summary, source_hash) values (?, ?, ?, ?)',
    )
    .run(source.symbol.id, level, summary, source.hash);
}

import type { GraphPlan, LeftBehind } from '@clew/graph-store';
import type { Preview } from '../commands/preview.ts';
import { counted } from './layout.ts';
import type { Paint } from './paint.ts';
import { quarantineLines } from './quarantine-lines.ts';
import { renderStores, type StoreReport } from './render-stores.ts';

export function renderPreview(paint: Paint, preview: Preview): string {
  const text = renderStores(paint, preview, {
    graph: (plan) => graphReport(paint, plan),
    events: (plan) => ({
      verdict:
        plan.pending.length === 0
          ? paint.good('nothing to do')
          : paint.notable(`${counted(plan.pending.length, 'migration')} would run`),
      lines: [
        ...(plan.creates_extension ? [`create extension timescaledb ${plan.timescaledb}`] : []),
        ...plan.pending.flatMap(({ name, summary }) => [
          `apply ${name}`,
          `  ${paint.faint(summary)}`,
        ]),
        ...Object.entries(plan.rows).map(
          ([name, rows]) => `${counted(rows, 'row')} of ${name} would be converted`,
        ),
        ...(plan.refreshes.length === 0 ? [] : [`refresh ${plan.refreshes.join(', ')}`]),
      ],
    }),
  });
  return `${text}\n\n${paint.faint('Nothing was written.')}`;
}

function graphReport(paint: Paint, plan: GraphPlan): StoreReport {
  switch (plan.action) {
    case 'none':
      return { verdict: paint.good('nothing to do'), lines: [] };
    case 'create':
      return {
        verdict: paint.notable('would be created'),
        lines: plan.pending.map((name) => `apply ${name}`),
      };
    case 'migrate':
      return {
        verdict: paint.notable(`${counted(plan.pending.length, 'migration')} would run`),
        lines: [
          ...plan.pending.map((name) => `apply ${name}`),
          'a backup would be made first',
          ...quarantineLines(paint, plan),
        ],
      };
    case 'adopt':
      return {
        verdict: paint.notable('made by the older system: `adopt` would take it over'),
        lines: [
          'the file itself would stay as it is',
          ...quarantineLines(paint, plan),
          ...leftBehindLines(plan.left_behind),
        ],
      };
  }
}

/** What a graph has no place for. */
export function leftBehindLines(left: readonly LeftBehind[]): readonly string[] {
  return left.map(({ table, column, rows }) =>
    column === null
      ? `left behind: table ${table} with ${counted(rows, 'row')}`
      : `left behind: column ${table}.${column}, filled in ${counted(rows, 'row')}`,
  );
}

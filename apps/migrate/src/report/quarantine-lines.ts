import type { QuarantineTally, TableMigration } from '@clew/graph-store';
import { table } from './layout.ts';
import type { Paint } from './paint.ts';

const meanings: Readonly<Record<QuarantineTally['reason'], string>> = {
  missing_reference: 'points at a symbol that does not exist; kept in quarantine only',
  duplicate: 'written more than once; the copies are kept in quarantine only',
  reference_cleared: 'kept without the reference; the old row is in quarantine',
  value_replaced: 'kept with a value that Clew knows; the old row is in quarantine',
};

/** Rows before and after, and what went to quarantine for which foreign key. */
export function quarantineLines(
  paint: Paint,
  outcome: {
    readonly tables: readonly TableMigration[];
    readonly quarantined: readonly QuarantineTally[];
  },
): readonly string[] {
  const tables = outcome.tables.filter((each) => each.rows_before + each.rows_after > 0);
  const orphans = outcome.quarantined.filter(({ reason }) => reason === 'missing_reference');
  const total = orphans.reduce((sum, { count }) => sum + count, 0);
  return [
    ...section(
      table(
        paint,
        ['table', 'rows before', 'rows after', 'in quarantine'],
        tables.map((each) => [
          each.table,
          each.rows_before,
          each.rows_after,
          each.rows_quarantined,
        ]),
      ),
    ),
    ...section(
      table(
        paint,
        ['foreign key', 'count', 'what happens'],
        outcome.quarantined.map(({ type, count, reason }) => [type, count, meanings[reason]]),
      ),
    ),
    ...(tables.length === 0 ? [] : ['', `orphaned references: ${total.toLocaleString('en-US')}`]),
  ];
}

function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

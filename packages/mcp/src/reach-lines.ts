import type { Reach } from '@clew/contracts';
import type { AnswerText } from './answer-text.ts';
import { placeOf } from './place-of.ts';
import { trustLines } from './trust-lines.ts';

/** Writes what a change reaches: numbers first, then what matters most, then the rest. */
export function writeReach(text: AnswerText, reach: Reach): void {
  const depths = reach.by_depth.map(({ depth, count }) => `${count} at depth ${depth}`).join(', ');
  text.line(`Reaches ${reach.total} symbols${depths === '' ? '' : ` (${depths})`}.`);
  text.line(`Risk: ${reach.risk.level} (${reach.risk.points} points).`);
  if (reach.entry_points_total > 0) {
    text.line('Entry points reached:');
    const lines = reach.entry_points.map((entry) => {
      const { entry_type, http_method, http_path, cron_expression, mq_queue, name } = entry;
      const what = [http_method, http_path, cron_expression, mq_queue, name].filter(
        (part) => part !== null,
      );
      return `  ${entry_type} ${what.join(' ')} ${entry.symbol.fqn} (depth ${entry.depth})`;
    });
    text.list(lines, { total: reach.entry_points_total });
  }
  if (reach.external_systems_total > 0) {
    text.line('External systems touched:');
    const lines = reach.external_systems.map(
      ({ dependency_type, target, symbol }) =>
        `  ${dependency_type}${target === null ? '' : ` ${target}`} by ${symbol.fqn}`,
    );
    text.list(lines, { total: reach.external_systems_total });
  }
  text.line(reach.tests_total === 0 ? 'Tests that reach it: none' : 'Tests to run:');
  text.list(
    reach.tests.map(({ file }) => `  ${file}`),
    { total: reach.tests_total },
  );
  if (reach.total > 0) {
    text.line('Affected, nearest first:');
    const lines = reach.items.map(
      ({ symbol, depth, via }) => `  ${depth} ${placeOf(symbol)}  ${via.relation} ${via.fqn}`,
    );
    text.list(lines, { total: reach.total });
  }
  for (const line of trustLines(reach.completeness)) text.line(line);
}

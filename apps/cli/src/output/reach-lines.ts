import type { Reach, ReachedEntryPoint, Risk } from '@clew/contracts';
import { columns } from './columns.ts';
import { counted } from './counted.ts';
import type { Paint } from './paint.ts';
import { placeOf, siteOf } from './site.ts';

interface Layout {
  readonly paint: Paint;
  readonly width: number | null;
}

/** What a change reaches: the symbols, nearest first, and then who outside the code feels it. */
export function reachLines(reach: Reach, { paint, width }: Layout): readonly string[] {
  const { items, total, by_depth } = reach;
  if (total === 0 && reach.tests_total === 0 && reach.entry_points_total === 0) return [];
  const depths = by_depth.map(({ depth, count }) => `${count} at step ${depth}`).join(', ');
  return [
    ...(depths === '' ? [] : [paint.faint(`  ${depths}`)]),
    ...columns(
      items.map(({ symbol, depth, via }) => [
        `  ${depth}`,
        placeOf(symbol),
        paint.faint(via.relation),
        symbol.fqn,
      ]),
      width,
    ),
    ...rest(total - items.length, paint),
    ...entryPointLines(reach, { paint, width }),
    ...systemLines(reach, { paint, width }),
    ...testLines(reach, { paint, width }),
    riskLine(reach.risk, paint),
  ];
}

function entryPointLines(reach: Reach, { paint, width }: Layout): readonly string[] {
  const { entry_points, entry_points_total: total } = reach;
  if (total === 0) return [];
  return [
    `${counted(total, 'entry point')} ${total === 1 ? 'feels' : 'feel'} it`,
    ...columns(
      entry_points.map((entry) => [
        `  ${entryText(entry)}`,
        placeOf(entry.symbol),
        entry.symbol.fqn,
      ]),
      width,
    ),
    ...rest(total - entry_points.length, paint),
  ];
}

/** `GET /carts/:id`, `cron 0 * * * *`, `queue orders`, `cli index`, or the kind alone. */
export function entryText(
  entry: Pick<
    ReachedEntryPoint,
    'entry_type' | 'http_method' | 'http_path' | 'cron_expression' | 'mq_queue' | 'name'
  >,
): string {
  if (entry.http_path !== null) return `${entry.http_method ?? 'ANY'} ${entry.http_path}`;
  if (entry.cron_expression !== null) return `cron ${entry.cron_expression}`;
  if (entry.mq_queue !== null) return `queue ${entry.mq_queue}`;
  const type = entry.entry_type.replaceAll('_', ' ');
  return entry.name === null ? type : `${type} ${entry.name}`;
}

function systemLines(reach: Reach, { paint, width }: Layout): readonly string[] {
  const { external_systems, external_systems_total: total } = reach;
  if (total === 0) return [];
  return [
    `It touches ${counted(total, 'external system')}`,
    ...columns(
      external_systems.map(({ dependency_type, target, strength, symbol }) => [
        `  ${dependency_type}${target === null ? '' : ` ${target}`}`,
        paint.faint(strength),
        placeOf(symbol),
        symbol.fqn,
      ]),
      width,
    ),
    ...rest(total - external_systems.length, paint),
  ];
}

function testLines(reach: Reach, { paint, width }: Layout): readonly string[] {
  const { tests, tests_total: total } = reach;
  if (total === 0) return [];
  return [
    `${counted(total, 'test file')} to run`,
    ...columns(
      tests.map(({ file, symbol }) => [`  ${siteOf(file, symbol?.start_line ?? null)}`]),
      width,
    ),
    ...rest(total - tests.length, paint),
  ];
}

function rest(count: number, paint: Paint): readonly string[] {
  return count > 0 ? [paint.faint(`  and ${count.toLocaleString('en-US')} more`)] : [];
}

function riskLine({ level, points, factors }: Risk, paint: Paint): string {
  const tone = level === 'low' ? paint.good : level === 'medium' ? paint.notable : paint.bad;
  const why = factors
    .filter((factor) => factor.points > 0)
    .map(({ factor, count }) =>
      factor === 'no_tests' ? 'no tests' : `${count} ${factor.replaceAll('_', ' ')}`,
    );
  const because = why.length === 0 ? '' : `: ${why.join(', ')}`;
  return `Risk ${tone(level)}${because} ${paint.faint(`(${points} points)`)}`;
}

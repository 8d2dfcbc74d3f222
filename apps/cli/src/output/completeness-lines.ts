import type { BlockingReason, Completeness } from '@clew/contracts';
import { columns } from './columns.ts';
import { counted } from './counted.ts';
import type { Paint } from './paint.ts';
import { siteOf } from './site.ts';

/** How many sites are named unless all are asked for. */
const few = 3;

const reasons: Readonly<Record<BlockingReason, string>> = {
  any_typed_receiver: 'on a value of type any',
  dynamic_member: 'member computed at run time',
  missing_module: 'module not found',
  missing_declaration: 'no declaration found',
  anonymous_target: 'call of a value without a name',
  ambiguous: 'several declarations may be meant',
  used_as_value: 'handed on as a value',
  file_not_indexed: 'file could not be indexed',
};

/**
 * How far a list can be trusted, in words: "Exact", or "At least" with the sites that could add to
 * it.
 */
export function completenessLines(
  { level, blocking_total, blocking_sites, revision, commit }: Completeness,
  {
    paint,
    width,
    showAll = false,
  }: { readonly paint: Paint; readonly width: number | null; readonly showAll?: boolean },
): readonly string[] {
  const from =
    revision === null
      ? ''
      : paint.faint(
          ` (revision ${revision}${commit === null ? '' : `, commit ${commit.slice(0, 10)}`})`,
        );
  if (level === 'exact')
    return [`${paint.good('Exact')}: nothing in the code could add to it.${from}`];
  if (revision === null) {
    return [`${paint.notable('At least')}: the codebase was not indexed yet. Run \`clew index\`.`];
  }
  const shown = blocking_sites.slice(0, showAll ? blocking_sites.length : few);
  const rest = blocking_total - shown.length;
  const more = showAll || blocking_sites.length <= few ? '' : '; --blocking shows the first ones';
  return [
    `${paint.notable('At least')}: ${counted(blocking_total, 'site')} could add to it.${from}`,
    ...columns(
      shown.map(({ file, line, name, reason }) => [
        `  ${siteOf(file, line)}`,
        paint.faint(reasons[reason]),
        name,
      ]),
      width,
    ),
    ...(rest > 0 && shown.length > 0
      ? [paint.faint(`  and ${rest.toLocaleString('en-US')} more${more}`)]
      : []),
  ];
}

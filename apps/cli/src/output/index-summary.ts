import type { Codebase } from '@clew/contracts';
import { counted } from './counted.ts';
import type { Paint } from './paint.ts';
import { siteOf } from './site.ts';

/** How many files that could not be read are named. */
const few = 10;

/** What an index run did to a codebase, in lines. */
export function indexSummary(
  codebase: Codebase,
  target: { readonly isNew: boolean },
  paint: Paint,
): readonly string[] {
  const { name, root, counts, last_revision } = codebase;
  const head = `${target.isNew ? 'Added' : 'Indexed'} ${paint.strong(name)} ${paint.faint(root)}`;
  if (last_revision === null) return [head];
  const { id, commit, duration_ms, failures, counts: changed } = last_revision;
  const seconds = (duration_ms / 1000).toFixed(1);
  const at = commit === null ? '' : `, commit ${commit.slice(0, 10)}`;
  return [
    head,
    `  ${counted(counts.files, 'file')}, ${counted(counts.symbols, 'symbol')}, ${counted(counts.edges, 'edge')}, ${counted(counts.unresolved, 'unresolved site')}`,
    `  ${counted(changed.symbols_added, 'symbol')} added, ${changed.symbols_updated} updated, ${changed.symbols_removed} removed`,
    paint.faint(`  revision ${id}${at}, ${seconds} s`),
    ...(failures.length === 0
      ? []
      : [
          paint.notable(`  ${counted(failures.length, 'file')} could not be indexed:`),
          ...failures
            .slice(0, few)
            .map(({ path, line, message }) => `    ${siteOf(path, line)}  ${message}`),
          ...(failures.length > few ? [`    and ${failures.length - few} more`] : []),
        ]),
  ];
}

import type { Codebase, Revision } from '@clew/contracts';
import type { IndexProgress } from '@clew/indexer';
import { counted } from './counted.ts';
import type { Paint } from './paint.ts';
import type { Progress } from './progress-line.ts';
import { siteOf } from './site.ts';

/** How many files that could not be read are named. */
const few = 10;

const labels = {
  discovering: 'Looking for sources',
  loading: 'Loading the compiler',
  extracting: 'Reading',
} as const;

/** A step of an index run as progress; only the reading of files can be counted. */
export function phaseProgress({ phase, done, total }: IndexProgress): Progress {
  return phase === 'extracting'
    ? { label: labels[phase], done, total }
    : { label: labels[phase], done: 0, total: 0 };
}

/** What an index run did to a codebase, in lines. */
export function indexSummary(
  codebase: Codebase,
  { isNew, isUnchanged = false }: { readonly isNew: boolean; readonly isUnchanged?: boolean },
  paint: Paint,
): readonly string[] {
  const { name, root, counts, last_revision } = codebase;
  const verb = isNew ? 'Added' : isUnchanged ? 'Nothing changed in' : 'Indexed';
  const head = `${verb} ${paint.strong(name)} ${paint.faint(root)}`;
  if (last_revision === null) return [head];
  const { id, commit, duration_ms } = last_revision;
  const at = commit === null ? '' : `, commit ${commit.slice(0, 10)}`;
  const time = isUnchanged ? '' : `, ${(duration_ms / 1000).toFixed(1)} s`;
  return [
    head,
    `  ${counted(counts.files, 'file')}, ${counted(counts.symbols, 'symbol')}, ${counted(counts.edges, 'edge')}, ${counted(counts.unresolved, 'unresolved site')}`,
    ...(isUnchanged ? [] : [`  ${changesOf(last_revision)}`]),
    paint.faint(`  revision ${id}${at}${time}`),
    ...failureLines(last_revision, paint),
  ];
}

/** `3 files read: 2 symbols added, 1 updated, 0 removed`. */
export function changesOf({ counts }: Revision): string {
  const { files, symbols_added, symbols_updated, symbols_removed } = counts;
  return `${counted(files, 'file')} read: ${counted(symbols_added, 'symbol')} added, ${symbols_updated} updated, ${symbols_removed} removed`;
}

/** The files that a run could not index, the first ones by name. */
export function failureLines({ failures }: Revision, paint: Paint): readonly string[] {
  if (failures.length === 0) return [];
  return [
    paint.notable(`  ${counted(failures.length, 'file')} could not be indexed:`),
    ...failures
      .slice(0, few)
      .map(({ path, line, message }) => `    ${siteOf(path, line)}  ${message}`),
    ...(failures.length > few ? [`    and ${failures.length - few} more`] : []),
  ];
}

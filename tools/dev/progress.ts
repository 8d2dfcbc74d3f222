import { type Execution, type IndexProgress, indexProgressSchema } from '@clew/contracts';

const phases = {
  discover: 'finding files',
  parse: 'parsing',
  extract: 'resolving names',
  store: 'storing',
} as const satisfies Record<IndexProgress['phase'], string>;

/** One line about an unfinished index job, e.g. `Indexing: resolving names, 120 of 400 files`. */
export function progressText(execution: Execution): string {
  if (execution.status === 'requested') return 'Indexing: waiting for the worker';
  const progress = indexProgressSchema.safeParse(execution.progress);
  if (!progress.success) return 'Indexing: started';
  const { phase, files, of } = progress.data;
  return `Indexing: ${phases[phase]}${of === 0 ? '' : `, ${files} of ${of} files`}`;
}

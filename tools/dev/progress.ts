import { type Execution, indexProgressSchema } from '@clew/contracts';

/** One line about an unfinished index job, e.g. `Indexing: extract 120 of 400 files`. */
export function progressText(execution: Execution): string {
  if (execution.status === 'requested') return 'Indexing: waiting for the worker';
  const progress = indexProgressSchema.safeParse(execution.progress);
  if (!progress.success) return 'Indexing: started';
  const { phase, files, of } = progress.data;
  return `Indexing: ${phase}${of === 0 ? '' : ` ${files} of ${of} files`}`;
}

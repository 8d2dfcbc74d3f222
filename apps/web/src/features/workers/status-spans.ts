import type { WorkerStatus } from '@clew/contracts';
import { workerStatusSchema } from '@clew/contracts';
import type { HistoryEntry } from '../../answers.ts';

/** A time in which a worker was in one status; null where none is known. */
export interface StatusSpan {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly status: WorkerStatus | null;
}

/**
 * The statuses of a worker from `since` to `until`, one after the other, from its history (latest change
 * first). Before the first change that is known it was what that one changed, or nothing yet.
 */
export function statusSpans(
  history: readonly HistoryEntry[],
  { since, until }: { readonly since: number; readonly until: number },
): readonly StatusSpan[] {
  const changes = history
    .filter(({ changed_fields }) => changed_fields.includes('status'))
    .map(({ time, old_values, new_values }) => ({
      at: Date.parse(time),
      before: statusIn(old_values),
      after: statusIn(new_values),
    }))
    .toSorted((a, b) => a.at - b.at);
  const spans: StatusSpan[] = [];
  let from = since;
  let status = changes.findLast(({ at }) => at <= since)?.after ?? changes[0]?.before ?? null;
  for (const { at, after } of changes) {
    if (at <= since || at >= until) continue;
    spans.push({ from, to: at, status });
    from = at;
    status = after;
  }
  return [...spans, { from, to: until, status }].filter((span) => span.to > span.from);
}

/** When the worker last became inactive; null when it did not, as far as its history goes. */
export function endedAt(history: readonly HistoryEntry[]): string | null {
  const last = history.find(({ changed_fields }) => changed_fields.includes('status'));
  return last !== undefined && statusIn(last.new_values) === 'inactive' ? last.time : null;
}

function statusIn(values: HistoryEntry['new_values']): WorkerStatus | null {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return null;
  const parsed = workerStatusSchema.safeParse(new Map(Object.entries(values)).get('status'));
  return parsed.success ? parsed.data : null;
}

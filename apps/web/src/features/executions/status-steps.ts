import { type ExecutionStatus, executionStatusSchema } from '@clew/contracts';
import type { HistoryEntry } from '../../answers.ts';

/** A stretch of time that an execution spent in one status. */
export interface StatusStep {
  readonly status: ExecutionStatus;
  /** ISO 8601. */
  readonly at: string;
  /** Milliseconds until the next status; null for the last one. */
  readonly lasted: number | null;
  /** Which attempt it belongs to; 0 before the first. */
  readonly attempt: number;
  /** Why it came to this, where the change says so. */
  readonly error: string | null;
}

/** The statuses that the changes of one execution tell of, oldest first, whatever the order of them. */
export function statusSteps(history: readonly HistoryEntry[]): readonly StatusStep[] {
  const changes = history
    .filter(({ operation }) => operation !== 'DELETE')
    .toSorted((a, b) => compare(a, b))
    .map(({ time, new_values }) => ({ time, values: membersOf(new_values) }));
  const steps: StatusStep[] = [];
  let attempt = 0;
  for (const { time, values } of changes) {
    if (typeof values.attempt === 'number') attempt = values.attempt;
    const status = executionStatusSchema.safeParse(values.status);
    if (!status.success) continue;
    const before = steps.pop();
    if (before !== undefined) {
      steps.push({ ...before, lasted: Date.parse(time) - Date.parse(before.at) });
    }
    const error = typeof values.error === 'string' ? values.error : null;
    steps.push({ status: status.data, at: time, lasted: null, attempt, error });
  }
  return steps;
}

function compare(a: HistoryEntry, b: HistoryEntry): number {
  return a.time === b.time ? a.id - b.id : a.time < b.time ? -1 : 1;
}

function membersOf(values: HistoryEntry['new_values']): Readonly<Record<string, unknown>> {
  return typeof values === 'object' && values !== null ? { ...values } : {};
}

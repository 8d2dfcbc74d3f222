import type { ExecutionStatus, JsonValue } from '@clew/contracts';
import type { Execution } from '../../answers.ts';

const open: readonly ExecutionStatus[] = [
  'requested',
  'scheduled',
  'running',
  'canceling',
  'abandoned',
];

/** Whether an execution can still change. An abandoned one is requested again while it has attempts. */
export function isOpen(execution: Execution): boolean {
  if (execution.status === 'abandoned') return execution.attempt < execution.max_attempts;
  return open.includes(execution.status);
}

/** The codebase that an index job is about, if the execution is one. */
export function codebaseOfJob(execution: Execution): string | null {
  if (execution.action_ref !== 'core.index') return null;
  const name = field(execution.config, 'codebase');
  return typeof name === 'string' ? name : null;
}

export interface IndexProgress {
  readonly phase: string | null;
  readonly files: number | null;
  readonly of: number | null;
}

/** What a running job says of itself: `{ phase, files, of }`, each of which may be missing. */
export function indexProgress(progress: JsonValue): IndexProgress {
  const phase = field(progress, 'phase');
  return {
    phase: typeof phase === 'string' ? phase : null,
    files: count(field(progress, 'files')),
    of: count(field(progress, 'of')),
  };
}

function count(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

function field(value: JsonValue, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

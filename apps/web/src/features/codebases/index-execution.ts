import {
  type ExecutionStatus,
  type IndexProgress,
  type IndexResult,
  indexActionRef,
  indexJobConfigSchema,
  indexProgressSchema,
  indexResultSchema,
} from '@clew/contracts';
import type { Execution } from '../../answers.ts';

const open: readonly ExecutionStatus[] = ['requested', 'scheduled', 'running', 'canceling'];

/** Whether an execution can still change. An abandoned one is requested again while it has attempts. */
export function isOpen(execution: Execution): boolean {
  if (execution.status === 'abandoned') return execution.attempt < execution.max_attempts;
  return open.includes(execution.status);
}

/** The codebase that an index job is about; null for an execution that is none. */
export function codebaseOfJob(execution: Execution): string | null {
  if (execution.action_ref !== indexActionRef) return null;
  return indexJobConfigSchema.safeParse(execution.config).data?.codebase ?? null;
}

/** How far an index job says that it is; null before its first word. */
export function progressOf(execution: Execution): IndexProgress | null {
  return indexProgressSchema.safeParse(execution.progress).data ?? null;
}

/** What a completed index job did; null for one that did not complete. */
export function resultOf(execution: Execution): IndexResult | null {
  return indexResultSchema.safeParse(execution.result).data ?? null;
}

import type { Worker } from '../../answers.ts';

/** How a worker is; one that is inactive either stopped by itself, or was no longer heard of. */
export type WorkerCondition = Exclude<Worker['status'], 'inactive'> | 'stopped' | 'dead';

/** A worker that stops says so with its last heartbeat; one that dies is found out later. */
const farewellMs = 10_000;

/** `endedAt` is when it became inactive; its last change stands in for it when that is not known. */
export function conditionOf(
  { status, last_heartbeat, updated }: Pick<Worker, 'status' | 'last_heartbeat' | 'updated'>,
  endedAt: string | null = null,
): WorkerCondition {
  if (status !== 'inactive') return status;
  if (last_heartbeat === null) return 'dead';
  const silence = Date.parse(endedAt ?? updated) - Date.parse(last_heartbeat);
  return silence > farewellMs ? 'dead' : 'stopped';
}

export type { Action, ActionRun } from './action.ts';
export { AutomationError, type AutomationErrorCode } from './automation-error.ts';
export type { Interruption } from './decide-outcome.ts';
export {
  defaultWorkerTimes,
  type RunningWorker,
  startWorker,
  type WorkerTimes,
} from './start-worker.ts';
export type { WorkerLog } from './worker-log.ts';

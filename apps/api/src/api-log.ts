import type { WorkerLog } from '@clew/automation';

/** The log of the API, which shows no secret. */
export type ApiLog = Required<WorkerLog>;

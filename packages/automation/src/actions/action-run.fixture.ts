import type { Execution, JsonValue } from '@clew/contracts';
import type { ActionRun } from '../action.ts';
import { redactNothing } from '../secrets/redact.ts';

const execution: Execution = {
  id: 4096,
  action: 1,
  action_ref: 'core.test',
  config: {},
  parent: null,
  enforcement: null,
  rule_ref: null,
  event: null,
  root_event: null,
  depth: 0,
  requested_by: null,
  status: 'running',
  priority: 0,
  attempt: 1,
  fencing_token: 1,
  max_attempts: 1,
  timeout_seconds: 60,
  worker: 'here',
  progress: null,
  result: null,
  error: null,
  created: '2026-01-01T00:00:00.000Z',
  updated: '2026-01-01T00:00:00.000Z',
  available_at: '2026-01-01T00:00:00.000Z',
  started_at: '2026-01-01T00:00:00.000Z',
  finished_at: null,
  lease_expires_at: '2026-01-01T00:00:30.000Z',
  cancel_requested_at: null,
};

/** A run as a worker gives it to an action, without a store behind it. */
export function actionRun(parameters: JsonValue, changes: Partial<ActionRun> = {}): ActionRun {
  return {
    execution,
    parameters,
    signal: new AbortController().signal,
    held: () => 60_000,
    report() {},
    write() {},
    log: { info() {}, warn() {}, error() {} },
    redact: redactNothing,
    ...changes,
  };
}

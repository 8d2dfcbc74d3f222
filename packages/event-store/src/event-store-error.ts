import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

export type EventStoreErrorCode =
  // The server and the way to it.
  | 'server_unreachable'
  | 'access_denied'
  | 'database_missing'
  | 'postgres_outdated'
  | 'timescaledb_missing'
  | 'timescaledb_outdated'
  | 'timescaledb_edition'
  // The schema.
  | 'schema_missing'
  | 'schema_outdated'
  | 'schema_newer'
  | 'schema_foreign'
  | 'migration_changed'
  | 'migration_failed'
  | 'dump_malformed'
  // Requests.
  | 'invalid_input'
  | 'invalid_cursor'
  | 'event_not_found'
  | 'enforcement_not_found'
  | 'enforcement_resolved'
  | 'execution_not_found'
  | 'execution_finished'
  | 'execution_open'
  | 'lease_lost'
  | 'action_not_found'
  | 'action_disabled'
  | 'worker_not_found'
  | 'trigger_not_found'
  | 'rule_not_found'
  | 'sensor_not_found'
  | 'sensor_config_invalid'
  | 'definition_exists'
  | 'definition_managed'
  | 'definition_changed'
  | 'reference_unknown'
  | 'process_refused'
  | 'schema_invalid'
  | 'parameters_invalid'
  | 'payload_refused'
  | 'token_not_found'
  | 'token_name_taken'
  // What the server said to a query.
  | 'contention'
  | 'query_failed';

const problems: Readonly<Record<EventStoreErrorCode, ProblemCode>> = {
  server_unreachable: 'unavailable',
  access_denied: 'unavailable',
  database_missing: 'unavailable',
  postgres_outdated: 'unavailable',
  timescaledb_missing: 'unavailable',
  timescaledb_outdated: 'unavailable',
  timescaledb_edition: 'unavailable',
  schema_missing: 'unavailable',
  schema_outdated: 'unavailable',
  schema_newer: 'unavailable',
  schema_foreign: 'conflict',
  migration_changed: 'conflict',
  migration_failed: 'internal',
  dump_malformed: 'internal',
  invalid_input: 'invalid_request',
  invalid_cursor: 'invalid_request',
  event_not_found: 'not_found',
  enforcement_not_found: 'not_found',
  enforcement_resolved: 'conflict',
  execution_not_found: 'not_found',
  execution_finished: 'conflict',
  execution_open: 'conflict',
  lease_lost: 'conflict',
  action_not_found: 'not_found',
  action_disabled: 'unprocessable',
  worker_not_found: 'not_found',
  trigger_not_found: 'not_found',
  rule_not_found: 'not_found',
  sensor_not_found: 'not_found',
  sensor_config_invalid: 'unprocessable',
  definition_exists: 'conflict',
  definition_managed: 'conflict',
  definition_changed: 'conflict',
  reference_unknown: 'unprocessable',
  process_refused: 'unprocessable',
  schema_invalid: 'unprocessable',
  parameters_invalid: 'unprocessable',
  payload_refused: 'unprocessable',
  token_not_found: 'not_found',
  token_name_taken: 'conflict',
  contention: 'unavailable',
  query_failed: 'internal',
};

/** Whatever the event store refuses or fails to do. The message says what to do about it. */
export class EventStoreError extends ClewError {
  override readonly name = 'EventStoreError';
  override readonly code: EventStoreErrorCode;
  /** Whether the same call may succeed later without anything being changed. */
  readonly retryable: boolean;

  constructor(code: EventStoreErrorCode, message: string, options: ClewErrorOptions = {}) {
    super(problems[code], code, message, options);
    this.code = code;
    this.retryable = code === 'server_unreachable' || code === 'contention';
  }
}

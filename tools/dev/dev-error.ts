import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

/** Every way in which the development stack refuses to start or ends early. */
export type DevErrorCode =
  | 'addresses_in_use'
  | 'event_database_failed'
  | 'migration_failed'
  | 'app_ended'
  | 'not_ready'
  | 'token_missing'
  | 'request_failed'
  | 'index_failed'
  | 'stop_requested';

const problems: Readonly<Record<DevErrorCode, ProblemCode>> = {
  addresses_in_use: 'conflict',
  event_database_failed: 'unavailable',
  migration_failed: 'unavailable',
  app_ended: 'unavailable',
  not_ready: 'unavailable',
  token_missing: 'unavailable',
  request_failed: 'unavailable',
  index_failed: 'unprocessable',
  stop_requested: 'unavailable',
};

/** The one error class of the development stack; its message is shown to the user as it is. */
export class DevError extends ClewError {
  override readonly name = 'DevError';
  override readonly code: DevErrorCode;

  constructor(code: DevErrorCode, message: string, options: ClewErrorOptions = {}) {
    super(problems[code], code, message, options);
    this.code = code;
  }
}

/** Every way in which the embedded store refuses or fails. */
export type EmbeddedTimescaleErrorCode =
  | 'data_directory_locked'
  | 'data_directory_invalid'
  | 'address_in_use'
  | 'host_not_local'
  | 'engine_failed'
  | 'stopped';

/** The one error class of this package; `message` says what failed, where, and what to do. */
export class EmbeddedTimescaleError extends Error {
  override readonly name = 'EmbeddedTimescaleError';
  readonly code: EmbeddedTimescaleErrorCode;

  constructor(code: EmbeddedTimescaleErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

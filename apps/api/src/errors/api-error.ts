import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

export type ApiErrorCode =
  | 'request_invalid'
  | 'secret_in_clear'
  | 'body_not_json'
  | 'body_too_large'
  | 'body_type_unsupported'
  | 'address_too_long'
  | 'token_refused'
  | 'token_file_invalid'
  | 'scope_missing'
  | 'rate_limited'
  | 'host_not_allowed'
  | 'origin_not_allowed'
  | 'route_unknown'
  | 'method_not_allowed'
  | 'codebase_unknown'
  | 'codebase_root_invalid'
  | 'webhook_unknown'
  | 'webhook_refused'
  | 'webhook_not_ready'
  | 'symbol_unknown'
  | 'record_unknown'
  | 'history_unknown'
  | 'path_outside_root'
  | 'index_running'
  | 'generation_off'
  | 'generation_running'
  | 'store_not_ready'
  | 'store_not_current'
  | 'streams_full'
  | 'stopping'
  | 'port_busy'
  | 'port_refused';

export interface ApiErrorOptions extends ClewErrorOptions {
  /** Headers that belong to the answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the API itself has to refuse, as opposed to what a store refuses. */
export class ApiError extends ClewError {
  override readonly name = 'ApiError';
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    problem: ProblemCode,
    code: ApiErrorCode,
    message: string,
    options: ApiErrorOptions = {},
  ) {
    super(problem, code, message, options);
    this.headers = options.headers ?? {};
  }
}

import {
  ClewError,
  type ClewErrorOptions,
  type JsonValue,
  type ProblemCode,
} from '@clew/contracts';
import type { SourcePosition } from './conditions/source-position.ts';

export type AutomationErrorCode =
  /** An execution names an action that the worker does not have. */
  | 'action_unknown'
  /** A rule's condition does not parse, does not type-check or is too large. */
  | 'condition_invalid'
  /** A back-test asks for more than is kept, or for nothing. */
  | 'window_invalid'
  /** A template of parameters does not parse or asks for what it cannot have. */
  | 'template_invalid'
  /** An expression of a template failed on this event. */
  | 'template_failed'
  /** A template names a secret that does not exist. */
  | 'secret_unknown'
  /** The worker's secrets cannot be used as they are given. */
  | 'secrets_invalid'
  /** A timer has an expression or a time zone that cannot be followed. */
  | 'timer_invalid'
  /** The body of a webhook's call cannot be read. */
  | 'webhook_body_invalid'
  /** The parameters of an execution do not fit its action. */
  | 'parameters_invalid'
  /** The action answered something that cannot be stored. */
  | 'result_invalid'
  /** A request to an address that actions may not reach. */
  | 'http_refused'
  /** No answer came, or one that says that the request failed. */
  | 'http_failed'
  /** Only definitions in files may run programs. */
  | 'process_not_allowed'
  /** A program could not be started, or ended with a failure. */
  | 'process_failed';

const problems: Readonly<Record<AutomationErrorCode, ProblemCode>> = {
  action_unknown: 'unprocessable',
  condition_invalid: 'unprocessable',
  window_invalid: 'unprocessable',
  template_invalid: 'unprocessable',
  template_failed: 'unprocessable',
  secret_unknown: 'unprocessable',
  secrets_invalid: 'invalid_request',
  timer_invalid: 'unprocessable',
  webhook_body_invalid: 'invalid_request',
  parameters_invalid: 'unprocessable',
  result_invalid: 'unprocessable',
  http_refused: 'forbidden',
  http_failed: 'unavailable',
  process_not_allowed: 'forbidden',
  process_failed: 'unprocessable',
};

export interface AutomationErrorOptions extends ClewErrorOptions {
  readonly position?: SourcePosition;
  /** Whether the same run may succeed later without anything being changed. */
  readonly retryable?: boolean;
  /** Not to be tried again before so long. */
  readonly retryAfterSeconds?: number | undefined;
  /** What a failed run leaves behind, stored as the result of its execution. */
  readonly result?: JsonValue;
}

/** Whatever is refused when a rule is saved, evaluated or run. The message says what to change. */
export class AutomationError extends ClewError {
  override readonly name = 'AutomationError';
  override readonly code: AutomationErrorCode;
  /** Where in the expression's source the problem lies; null when it is not about a source. */
  readonly position: SourcePosition | null;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly result: JsonValue | undefined;

  constructor(code: AutomationErrorCode, message: string, options: AutomationErrorOptions = {}) {
    super(problems[code], code, message, options);
    this.code = code;
    this.position = options.position ?? null;
    this.retryable = options.retryable ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.result = options.result;
  }
}

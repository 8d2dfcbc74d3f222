import {
  ClewError,
  type ClewErrorOptions,
  type JsonValue,
  type ProblemCode,
} from '@clew/contracts';

const problems = {
  /** No model is named, so nothing may be sent. */
  generation_off: 'unprocessable',
  /** A budget of money, and nobody knows what tokens cost. */
  cost_unknown: 'unprocessable',
  /** The run was told to stop. */
  generation_stopped: 'unavailable',
  /** The API of the model refuses every request like this one. */
  llm_refused: 'unprocessable',
  /** The API of the model did not answer, again and again. */
  llm_unavailable: 'unavailable',
} as const satisfies Readonly<Record<string, ProblemCode>>;

export type KnowledgeErrorCode = keyof typeof problems;

export interface KnowledgeErrorOptions extends ClewErrorOptions {
  /** Not to be tried again before so long. */
  readonly retryAfterSeconds?: number | undefined;
  /** What the run had done by then. */
  readonly result?: JsonValue;
}

/** Whatever keeps knowledge from being generated. The message says what to do about it. */
export class KnowledgeError extends ClewError {
  override readonly name = 'KnowledgeError';
  override readonly code: KnowledgeErrorCode;
  /** Whether the same run may succeed later without anything being changed. */
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly result: JsonValue | undefined;

  constructor(code: KnowledgeErrorCode, message: string, options: KnowledgeErrorOptions = {}) {
    super(problems[code], code, message, options);
    this.code = code;
    this.retryable = code === 'llm_unavailable';
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.result = options.result;
  }
}

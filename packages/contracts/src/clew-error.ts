import type { KnowledgeState } from './knowledge-state.ts';
import type { ProblemCode } from './problem.ts';

export interface ClewErrorOptions {
  readonly cause?: unknown;
  readonly suggestions?: readonly string[];
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  /** How things stand, when somebody came too late to change what they had read. */
  readonly current?: KnowledgeState;
}

/**
 * The base of every package's error class. `problem` is the meaning that a transport maps to a
 * status or exit code; `code` is the package's own, finer name; the message says what to do.
 */
export class ClewError extends Error {
  override readonly name: string = 'ClewError';
  readonly problem: ProblemCode;
  readonly code: string;
  readonly suggestions: readonly string[];
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly current: KnowledgeState | null;

  constructor(problem: ProblemCode, code: string, message: string, options: ClewErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.problem = problem;
    this.code = code;
    this.suggestions = options.suggestions ?? [];
    this.issues = options.issues ?? [];
    this.current = options.current ?? null;
  }
}

import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

/** What can go wrong here, besides what the packages tell of by themselves. */
const problems = {
  no_home: 'not_found',
  no_codebase_here: 'not_found',
  codebase_elsewhere: 'conflict',
  symbol_ambiguous: 'invalid_request',
  symbol_not_found: 'not_found',
  option_invalid: 'invalid_request',
  file_unreadable: 'invalid_request',
  architecture_missing: 'not_found',
  config_invalid: 'invalid_request',
  token_missing: 'unauthenticated',
  token_unknown: 'not_found',
  api_unreachable: 'unavailable',
  api_unexpected: 'internal',
  stream_ended: 'unavailable',
  page_missing: 'unavailable',
} as const satisfies Readonly<Record<string, ProblemCode>>;

export type CliErrorCode = keyof typeof problems;

/** The error class of this app. The message says what failed, where, and what to do. */
export class CliError extends ClewError {
  override readonly name = 'CliError';
  declare readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options: ClewErrorOptions = {}) {
    super(problems[code], code, message, options);
  }
}

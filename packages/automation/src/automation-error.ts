import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

/** Why an execution could not run to its end. */
export type AutomationErrorCode =
  | 'action_unknown'
  | 'config_invalid'
  /** The run was told to stop, and did. */
  | 'run_interrupted';

const problems: Readonly<Record<AutomationErrorCode, ProblemCode>> = {
  action_unknown: 'unprocessable',
  config_invalid: 'invalid_request',
  run_interrupted: 'unavailable',
};

/** Whatever a worker refuses or fails to run. The message ends up in the execution's `error`. */
export class AutomationError extends ClewError {
  override readonly name = 'AutomationError';
  override readonly code: AutomationErrorCode;

  constructor(code: AutomationErrorCode, message: string, options: ClewErrorOptions = {}) {
    super(problems[code], code, message, options);
    this.code = code;
  }
}

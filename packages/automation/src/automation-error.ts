import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

/** Why an execution could not run to its end. */
export type AutomationErrorCode = 'action_unknown';

const problems: Readonly<Record<AutomationErrorCode, ProblemCode>> = {
  action_unknown: 'unprocessable',
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

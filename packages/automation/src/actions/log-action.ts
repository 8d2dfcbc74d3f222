import { z } from 'zod';
import type { Action } from '../action.ts';
import { parseParameters } from './parse-parameters.ts';

const parametersSchema = z.strictObject({
  message: z.string('must be a text').max(65_536, 'must have at most 65536 characters'),
  level: z
    .enum(['debug', 'info', 'warn', 'error'], 'must be one of debug, info, warn, error')
    .default('info'),
});

/** `core.log`: writes a message to the log of the worker and keeps it as the run's output. */
export function logAction(): Action {
  return {
    ref: 'core.log',
    async run({ execution, parameters, log }) {
      const { message, level } = parseParameters({
        action: 'core.log',
        schema: parametersSchema,
        parameters,
      });
      log[level]?.({ execution: execution.id }, message);
      return { level, stdout: `${message}\n` };
    },
  };
}

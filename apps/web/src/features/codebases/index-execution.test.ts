import { executionSchema, executionStatusSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { expect, test } from 'vitest';
import type { Execution } from '../../answers.ts';
import { codebaseOfJob, isOpen, progressOf, resultOf } from './index-execution.ts';

const job: Execution = executionSchema.parse(routes.getExecution.answers[200].example);

test('only final executions are closed', () => {
  const closed = executionStatusSchema.options.filter((status) => !isOpen({ ...job, status }));
  expect(closed).toEqual(['completed', 'failed', 'cancelled', 'timeout']);
});

test('an abandoned execution is closed when no attempt is left', () => {
  expect(isOpen({ ...job, status: 'abandoned', attempt: 2, max_attempts: 3 })).toBe(true);
  expect(isOpen({ ...job, status: 'abandoned', attempt: 3, max_attempts: 3 })).toBe(false);
});

test('an index job names its codebase; another action does not, whatever its parameters say', () => {
  expect(codebaseOfJob({ ...job, action_ref: 'core.index', config: { codebase: 'shop' } })).toBe(
    'shop',
  );
  expect(codebaseOfJob({ ...job, action_ref: 'core.http', config: { codebase: 'shop' } })).toBe(
    null,
  );
  expect(codebaseOfJob({ ...job, config: null })).toBe(null);
});

test('progress and result are read only when they have their shape', () => {
  const progress = { phase: 'parse', files: 3, of: 9 };
  expect(progressOf({ ...job, progress })).toEqual(progress);
  expect(progressOf({ ...job, progress: { files: '3' } })).toBe(null);
  expect(resultOf({ ...job, result: null })).toBe(null);
});

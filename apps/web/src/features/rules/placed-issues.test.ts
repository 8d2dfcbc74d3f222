import { problemSchema } from '@clew/contracts';
import { expect, test } from 'vitest';
import { ApiError } from '../../api-error.ts';
import { refusalFaults } from '../definitions/find-faults.ts';
import { placedIssues } from './placed-issues.ts';
import { fieldOfRulePath } from './rule-kind.ts';

function refusal(...issues: readonly { readonly path: string; readonly message: string }[]) {
  return ApiError.ofProblem(
    problemSchema.parse({
      type: 'about:blank',
      title: 'No',
      status: 422,
      detail: 'It cannot work.',
      instance: '/',
      code: 'unprocessable',
      request_id: 'r',
      issues,
    }),
  );
}

test('what is wrong with a condition is placed in it, also when the rule is only a part of what was sent', () => {
  const error = refusal(
    { path: 'when:2:7', message: 'Unexpected token: EOF\n\n>   2 | a &&\n' },
    { path: 'rule.when', message: 'is too long' },
    { path: 'with.message', message: 'is missing' },
  );
  expect(placedIssues(error)).toEqual([
    { line: 2, column: 7, message: 'Unexpected token: EOF' },
    { line: 1, column: 1, message: 'is too long' },
  ]);
});

test('everything else goes to the field of the form that it is about', () => {
  const error = refusal(
    { path: 'with.message', message: 'is missing' },
    { path: 'rule.trigger_params.shade', message: 'must be string' },
    { path: 'action_ref', message: 'is not known' },
  );
  expect(refusalFaults(error, fieldOfRulePath)).toEqual({
    faults: {
      action_params: 'with.message: is missing',
      trigger_params: 'rule.trigger_params.shade: must be string',
      action_ref: 'is not known',
    },
    placed: true,
  });
  expect(refusalFaults(refusal({ path: 'body', message: 'no' }), fieldOfRulePath)).toEqual({
    faults: {},
    placed: false,
  });
});

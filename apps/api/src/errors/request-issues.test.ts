import { newEventsSchema } from '@clew/contracts/api';
import { expect, test } from 'vitest';
import { requestInvalid } from './request-issues.ts';

function issuesOf(body: unknown) {
  const parsed = newEventsSchema.safeParse(body);
  return parsed.success
    ? expect.unreachable('the body was accepted')
    : requestInvalid('body', parsed.error).issues;
}

test('of a union only the branch that was meant is told', () => {
  expect(issuesOf({ payload: {} }).map(({ path }) => path)).toEqual(['body.trigger_ref']);
  expect(issuesOf([{ trigger_ref: 'a.b' }, {}]).map(({ path }) => path)).toEqual([
    'body.1.trigger_ref',
  ]);
});

test('an unknown field is named', () => {
  expect(issuesOf({ trigger_ref: 'a.b', triger: 1 })).toEqual([
    { path: 'body.triger', message: 'is not known here' },
  ]);
});

test('a flood of issues is cut, and the message still counts them', () => {
  const parsed = newEventsSchema.safeParse(Array.from({ length: 300 }, () => ({})));
  const error = parsed.success ? expect.unreachable() : requestInvalid('body', parsed.error);
  expect(error.issues).toHaveLength(50);
  expect(error.message).toContain('299 more');
});

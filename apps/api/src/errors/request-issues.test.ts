import { newEventsSchema } from '@clew/contracts/api';
import { expect, test } from 'vitest';
import { z } from 'zod';
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

test('who asks about the past what only the present can answer is told so', () => {
  const issues = (where: string, key: string) => {
    const parsed = z.strictObject({}).safeParse({ [key]: '1' });
    return parsed.success ? expect.unreachable() : requestInvalid(where, parsed.error).issues;
  };
  const message = expect.stringContaining('about the present only');
  expect(issues('query', 'at')).toEqual([{ path: 'query.at', message }]);
  for (const other of [issues('query', 'att'), issues('body', 'at')]) {
    expect(other).toMatchObject([{ message: 'is not known here' }]);
  }
});

test('a flood of issues is cut, and the message still counts them', () => {
  const parsed = newEventsSchema.safeParse(Array.from({ length: 300 }, () => ({})));
  const error = parsed.success ? expect.unreachable() : requestInvalid('body', parsed.error);
  expect(error.issues).toHaveLength(50);
  expect(error.message).toContain('299 more');
});

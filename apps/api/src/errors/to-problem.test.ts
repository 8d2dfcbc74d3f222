import { ClewError, problemCodeSchema, problemSchema } from '@clew/contracts';
import { problemStatus } from '@clew/contracts/api';
import { expect, test } from 'vitest';
import { toProblem } from './to-problem.ts';

const site = { instance: '/api/v1/events', requestId: 'r-1' };

test.each(problemCodeSchema.options)('%s answers its status, as a valid problem', (code) => {
  const problem = toProblem(new ClewError(code, 'x', 'Do this.'), site);
  expect(problemSchema.parse(problem)).toEqual(problem);
  expect(problem.status).toBe(problemStatus[code]);
});

test('suggestions and issues are passed on', () => {
  const error = new ClewError('not_found', 'x', 'Do this.', {
    suggestions: ['clew'],
    issues: [{ path: 'a', message: 'b' }],
  });
  expect(toProblem(error, site)).toMatchObject({
    detail: 'Do this.',
    suggestions: ['clew'],
    issues: [{ path: 'a', message: 'b' }],
  });
});

test('a writer who came too late is told how things stand', () => {
  const current = { source_hash: 'b2', version: null };
  const error = new ClewError('conflict', 'x', 'Read it again.', { current });
  expect(toProblem(error, site)).toMatchObject({ status: 409, current });
});

test.each([
  new Error('secret of /home/me'),
  new ClewError('internal', 'x', 'secret of /home/me'),
  'secret of /home/me',
  null,
])('what went wrong inside stays inside', (error) => {
  const problem = toProblem(error, site);
  expect(problem).toMatchObject({ status: 500, code: 'internal', request_id: 'r-1' });
  expect(JSON.stringify(problem)).not.toContain('secret');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, runApi } from './running-api.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await runApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test('64 clients at once are all answered, and their events share transactions', async () => {
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      api.send('POST', '/api/v1/events', { json: { trigger_ref: 'many.clients', payload: { n } } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const ids = answers.map(({ json }) => (json as { id: number }).id);
  // The hidden column names the transaction that wrote a row.
  const rows = await api.events.sql<{ id: number; n: number; written_by: string }[]>`
    select id, (payload ->> 'n')::integer as n, xmin::text as written_by from event
    where trigger_ref = 'many.clients' order by n`;
  expect(rows.map(({ id }) => id)).toEqual(ids);
  expect(new Set(rows.map((row) => row.written_by)).size).toBeLessThan(64);
});

test('a bad event among many is refused alone, with its own problem', async () => {
  await api.send('POST', '/api/v1/triggers', {
    json: { ref: 'many.strict', out_schema: { type: 'object' }, payload_policy: 'refuse' },
  });
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, n) =>
      api.send('POST', '/api/v1/events', {
        json: { trigger_ref: 'many.strict', payload: n === 5 ? 'text' : {} },
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(
    answers.map((_answer, n) => (n === 5 ? 422 : 201)),
  );
  expect(answers[5]?.text).toContain('payload');
});

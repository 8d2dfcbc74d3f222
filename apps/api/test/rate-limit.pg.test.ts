import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, runApi } from './running-api.ts';

/** One change and ten reads a minute: one change and three reads at once. */
let api: ApiUnderTest;

beforeAll(async () => {
  api = await runApi({ rateLimit: 1 });
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const event = { json: { trigger_ref: 'rate.limit' } };

test('whoever changes too often is told when to come back, and may still read', async () => {
  expect((await api.send('POST', '/api/v1/events', event)).status).toBe(201);
  const refused = await api.send('POST', '/api/v1/events', event);
  expect(refused).toMatchObject({
    status: 429,
    type: 'application/problem+json',
    json: { code: 'rate_limited' },
  });
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  const read = await api.send('GET', '/api/v1/events');
  expect(read).toMatchObject({ status: 200, json: { items: [expect.anything()] } });
});

test('whoever guesses tokens is stopped, and others are not', async () => {
  const guess = () => api.send('GET', '/api/v1/events', { token: `clew_${'C'.repeat(43)}` });
  expect((await guess()).status).toBe(401);
  expect((await guess()).status).toBe(429);
  expect((await api.send('GET', '/api/v1/events')).status).toBe(200);
  expect((await api.send('GET', '/health', { token: null })).status).toBe(200);
});

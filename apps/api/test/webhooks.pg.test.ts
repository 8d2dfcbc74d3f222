import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, hookSecret, runApi } from './running-api.ts';
import { githubHeaders, makeWebhook } from './sensor-cases.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await runApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const sensor = async (ref: string) =>
  (await api.send('GET', `/api/v1/sensors/${ref}`)).json as Record<string, unknown>;

test('a delivery of GitHub becomes an event of its sensor, once', async () => {
  const { ref, address } = await makeWebhook({ api }, 'github');
  const body = '{"ref":"refs/heads/main"}';
  const headers = githubHeaders(body, 'delivery-1');
  const first = await api.send('POST', address, { token: null, body, headers });
  const again = await api.send('POST', address, { token: null, body, headers });
  expect([first.status, again.status]).toEqual([201, 200]);
  const { id } = first.json as { id: number };
  expect(again.json).toMatchObject({ id, duplicate: true });
  expect((await api.send('GET', `/api/v1/events/${id}`)).json).toMatchObject({
    trigger_ref: 'core.webhook',
    source_ref: ref,
    payload: {
      sensor: ref,
      event: 'push',
      body: { ref: 'refs/heads/main' },
      headers: { 'x-github-delivery': 'delivery-1' },
    },
  });
  expect(await sensor(ref)).toMatchObject({ state: 'active', event_count: 1, last_event: id });
});

test('a wrong signature stores nothing and is noted on the sensor, which goes on', async () => {
  const { ref, address } = await makeWebhook({ api }, 'github');
  const headers = githubHeaders('other', 'd');
  const refused = await api.send('POST', address, { token: null, body: '{}', headers });
  expect(refused.status).toBe(401);
  await expect
    .poll(() => sensor(ref))
    .toMatchObject({
      state: 'failing',
      event_count: 0,
      error_count: 1,
      last_error: expect.stringContaining('signature'),
    });
  const right = { token: null, body: '{}', headers: githubHeaders('{}', 'd') };
  expect((await api.send('POST', address, right)).status).toBe(201);
  expect(await sensor(ref)).toMatchObject({ state: 'active', event_count: 1, error_count: 1 });
});

test('while the server lacks the secret, calls wait and the sensor says why', async () => {
  const { ref, address } = await makeWebhook({ api }, 'github');
  await api.send('PATCH', `/api/v1/sensors/${ref}`, {
    json: { config: { scheme: 'github', secret: 'ELSEWHERE' } },
  });
  const answer = await api.send('POST', address, { token: null, body: '{}' });
  expect(answer.status).toBe(503);
  await expect
    .poll(() => sensor(ref))
    .toMatchObject({ last_error: expect.stringContaining('CLEW_SECRET_ELSEWHERE') });
});

test('too many calls are told when to come back', async () => {
  const { address } = await makeWebhook({ api }, 'none', { rate_per_minute: 1 });
  const once = () => api.send('POST', address, { token: null, body: '1' });
  expect((await once()).status).toBe(201);
  const refused = await once();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('the key is shown to those who may write, and a new one makes the old address unknown', async () => {
  const { ref, address } = await makeWebhook({ api }, 'none');
  const call = (to: string) => api.send('POST', to, { token: null, body: 'x' });
  expect((await call(address)).status).toBe(201);
  expect(JSON.stringify(await sensor(ref))).not.toContain(address.split('/').at(-1));
  const changed = await api.send('PATCH', `/api/v1/sensors/${ref}`, { json: { rotate_key: true } });
  const { key } = changed.json as { key: string };
  expect((await call(address)).status).toBe(404);
  expect((await call(`/webhooks/${key}`)).status).toBe(201);
});

test('a webhook that is switched off is unknown', async () => {
  const { ref, address } = await makeWebhook({ api }, 'none');
  await api.send('PATCH', `/api/v1/sensors/${ref}`, { json: { enabled: false } });
  expect((await api.send('POST', address, { token: null, body: 'x' })).status).toBe(404);
});

test('the secret is in no answer, no event and no log', async () => {
  const { rows } = { rows: await api.events.sql`select row_to_json(e)::text as text from event e` };
  expect(JSON.stringify([rows, api.log])).not.toContain(hookSecret);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { type ApiUnderTest, runApi } from './running-api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await runApi();
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const path = '/api/v1/events';
const json = { 'content-type': 'application/json' };

async function countEvents(): Promise<number> {
  const [row] = await api.events.sql<{ count: number }[]>`select count(*) as count from event`;
  return row?.count ?? 0;
}

/** Deeper than any stack, as text: JSON.stringify could not write it. */
const deep = `{"trigger_ref":"a.b","payload":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
const nul = '{"trigger_ref":"a.b","payload":{"text":"\\u0000"}}';

test.each([
  ['without a trigger_ref', '{"payload":{}}', 400, 'body.trigger_ref'],
  ['with a trigger_ref of another shape', '{"trigger_ref":"NoDots"}', 400, 'body.trigger_ref'],
  ['with a field that is not known', '{"trigger_ref":"a.b","paylod":1}', 400, 'body.paylod'],
  ['with NUL in its payload', nul, 400, 'body.payload.text'],
  ['with NUL in a key', '{"trigger_ref":"a.b","payload":{"\\u0000":1}}', 400, 'body.payload'],
  ['with half a surrogate pair', '{"trigger_ref":"a.b","payload":"\\udc00"}', 400, 'body.payload'],
  [
    'with an integer that would change',
    '{"trigger_ref":"a.b","payload":1e17}',
    400,
    'body.payload',
  ],
  ['with a bad one among good ones', '[{"trigger_ref":"a.b"},{}]', 400, 'body.1.trigger_ref'],
])('an event %s is refused, and nothing is stored', async (_, body, status, issue) => {
  const answer = await api.send('POST', path, { body, headers: json });
  expect(answer).toMatchObject({ status, json: { issues: [{ path: issue }] } });
  expect(await countEvents()).toBe(0);
});

test.each([
  ['of 1 MB and more', `{"trigger_ref":"a.b","payload":"${'x'.repeat(1_048_576)}"}`, 400],
  ['of 2 MB', `{"trigger_ref":"a.b","payload":"${'x'.repeat(2_000_000)}"}`, 413],
  ['of a deep payload', deep, 400],
  ['of JSON that is cut off', '{"trigger_ref":"a.b","payload":', 400],
  ['of no JSON at all', 'trigger_ref=a.b', 400],
  ['of nothing', '', 400],
  ['of too many events', `[${Array(1001).fill('{"trigger_ref":"a.b"}').join()}]`, 400],
])('a body %s is refused, and nothing is stored', async (_, body, status) => {
  const answer = await api.send('POST', path, { body, headers: json });
  expect(answer).toMatchObject({ status, type: 'application/problem+json' });
  expect(await countEvents()).toBe(0);
});

test('a body that never ends is cut off at the limit, and the server goes on', async () => {
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
  const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${api.token}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
  const answer = await rawRequest(api.url, head + chunk.repeat(40));
  expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*payload_too_large/);
  expect((await api.send('GET', '/health')).status).toBe(200);
  expect(await countEvents()).toBe(0);
});

test('an address that is longer than any question is refused', async () => {
  const answer = await api.send('GET', `/api/v1/events?trigger_ref=${'a'.repeat(8192)}`);
  expect(answer).toMatchObject({ status: 414, json: { code: 'uri_too_long' } });
});

test('a client that hangs up in the middle of its body stores nothing', async () => {
  const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${api.token}\r\ncontent-type: application/json\r\ncontent-length: 25\r\nconnection: close\r\n\r\n{"trigger_ref":`;
  await rawRequest(api.url, head, { hangUp: true });
  expect((await api.send('GET', '/health')).status).toBe(200);
  expect(await countEvents()).toBe(0);
});

test.each([
  '/api/v1/events/0',
  '/api/v1/events/-1',
  '/api/v1/events/1.5',
  '/api/v1/events/9007199254740992',
  '/api/v1/events/99999999999999999999999999',
  '/api/v1/events/0x10',
  '/api/v1/events?limit=',
  '/api/v1/events?limit=201',
  '/api/v1/events?limit=1&limit=2',
  '/api/v1/events?cursor=%00',
  '/api/v1/events?cursor=..',
  '/api/v1/events?trigger_ref=%27%20or%201=1',
  '/api/v1/events?since=yesterday',
  '/api/v1/events?until=0000-01-01T00:00:00Z',
  '/api/v1/enforcements?event=1e99',
  '/api/v1/enforcements?status=gone',
  '/api/v1/history/worker?changed_field=%00',
  '/api/v1/workers/%00',
])('GET %s is the fault of the request', async (address) => {
  expect(await api.send('GET', address)).toMatchObject({
    status: 400,
    type: 'application/problem+json',
    json: { code: 'invalid_request' },
  });
});

test.each([
  '/api/v1',
  '/api/v1/',
  '/api/v1/nothing',
  '/api/v1/events/7/history',
  '/api/v1/enforcements/7/history',
  '/api/v1/history/event',
  '/api/v1/history/enforcement',
  '/api/v1/history/%2e%2e',
  '/etc/passwd',
  '/docs/nothing.js',
])('GET %s is not found', async (address) => {
  expect(await api.send('GET', address)).toMatchObject({
    status: 404,
    type: 'application/problem+json',
    json: { code: 'not_found' },
  });
});

test.each([
  ['PUT', '/api/v1/events', 'GET, HEAD, POST'],
  ['PATCH', '/api/v1/events', 'GET, HEAD, POST'],
  ['PUT', '/api/v1/events/7', 'GET, HEAD'],
  ['PATCH', '/api/v1/events/7', 'GET, HEAD'],
  ['DELETE', '/api/v1/events/7', 'GET, HEAD'],
  ['POST', '/api/v1/enforcements', 'GET, HEAD'],
  ['PUT', '/api/v1/codebases/clew', 'DELETE, GET, HEAD'],
  ['GET', '/api/v1/codebases/clew/index', 'POST'],
  ['DELETE', '/api/v1/codebases/clew/symbols/a%2Fb.ts%23c/impact', 'GET, HEAD'],
  ['POST', '/health', 'GET, HEAD'],
])('%s %s is not allowed; %s is', async (method, address, allow) => {
  const answer = await api.send(method, address);
  expect(answer).toMatchObject({
    status: 405,
    type: 'application/problem+json',
    json: { code: 'method_not_allowed' },
  });
  expect(answer.headers.get('allow')).toBe(allow);
});

test('none of this failed inside the server', () => {
  expect(api.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});

test('a rule whose parameters do not fit its trigger is refused at their place', async () => {
  const param_schema = { type: 'object', properties: { branch: { type: 'string' } } };
  await api.send('POST', '/api/v1/triggers', { json: { ref: 'ops.pushed', param_schema } });
  const rule = {
    ref: 'ops.on-push',
    trigger_ref: 'ops.pushed',
    trigger_params: { branch: 'main' },
    action_ref: 'core.log',
    action_params: { message: 'pushed' },
  };
  const misfit = {
    status: 422,
    json: { code: 'unprocessable', issues: [{ path: 'trigger_params.branch' }] },
  };
  const bad = { trigger_params: { branch: 7 } };
  expect(await api.send('POST', '/api/v1/rules', { json: { ...rule, ...bad } })).toMatchObject(
    misfit,
  );
  expect(await api.send('POST', '/api/v1/rules', { json: rule })).toMatchObject({ status: 201 });
  expect(await api.send('PATCH', '/api/v1/rules/ops.on-push', { json: bad })).toMatchObject(misfit);
});

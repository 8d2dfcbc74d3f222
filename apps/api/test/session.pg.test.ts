import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiUnderTest, runApi } from './running-api.ts';

let api: ApiUnderTest;
let cookie: string;

beforeAll(async () => {
  api = await runApi();
  const answer = await signIn(api.token);
  cookie = (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

function signIn(token: string) {
  return api.send('POST', '/api/v1/session', { json: { token }, token: null });
}

const event = '{"trigger_ref":"from.page"}';

function post(headers: Readonly<Record<string, string>>) {
  return api.send('POST', '/api/v1/events', {
    body: event,
    token: null,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

test('signing in gives a cookie that scripts cannot read and other sites cannot send', async () => {
  const answer = await signIn(api.token);
  expect(answer).toMatchObject({ status: 200, json: { scopes: ['admin'], expires_at: null } });
  const { port } = new URL(api.url);
  expect(answer.headers.get('set-cookie')).toBe(
    `clew_session_${port}=${api.token}; Path=/; HttpOnly; SameSite=Strict`,
  );
  expect(answer.text).not.toContain(api.token);
});

test('behind TLS the cookie never leaves it', async () => {
  const answer = await api.send('POST', '/api/v1/session', {
    json: { token: api.token },
    token: null,
    headers: { 'x-forwarded-proto': 'https' },
  });
  expect(answer.headers.get('set-cookie')).toContain('; Secure');
});

test('a wrong token gives none', async () => {
  const answer = await signIn(`clew_${'B'.repeat(43)}`);
  expect(answer).toMatchObject({ status: 401, json: { code: 'unauthenticated' } });
  expect(answer.headers.get('set-cookie')).toBe(null);
});

test('the cookie lets a page of ours read and change', async () => {
  const read = await api.send('GET', '/api/v1/events', { token: null, headers: { cookie } });
  expect(read.status).toBe(200);
  expect((await post({ cookie, origin: api.url })).status).toBe(201);
});

test('the cookie alone changes nothing: the browser must name a page of ours', async () => {
  expect((await post({ cookie })).status).toBe(401);
  expect((await post({ cookie, origin: 'https://attacker.example' })).status).toBe(403);
  expect((await post({ cookie, origin: 'http://localhost:5173' })).status).toBe(403);
});

test('the cookie of another server of this machine is none', async () => {
  const other = cookie.replace(/_\d+=/, '_1=');
  const answer = await api.send('GET', '/api/v1/events', {
    token: null,
    headers: { cookie: other },
  });
  expect(answer.status).toBe(401);
});

test('signing out takes the cookie back', async () => {
  const answer = await api.send('DELETE', '/api/v1/session', {
    token: null,
    headers: { cookie, origin: api.url },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toMatch(/^clew_session_\d+=; Max-Age=0;/);
});

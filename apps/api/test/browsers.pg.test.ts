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

const event = '{"trigger_ref":"from.browser"}';

function get(host: string): string {
  return `GET /api/v1/events HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${api.token}\r\nconnection: close\r\n\r\n`;
}

async function stored(): Promise<unknown> {
  return (await api.send('GET', '/api/v1/events?trigger_ref=from.browser')).json;
}

test.each(['attacker.example', 'attacker.example:4000', 'localhost.attacker.example', ''])(
  'a page that reaches us as "%s" (DNS rebinding) reads nothing',
  async (host) => {
    const answer = await rawRequest(api.url, get(host));
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(answer).not.toContain('"items"');
  },
);

test.each(['localhost', '127.0.0.1:4000', '[::1]:4000'])('as "%s" it does', async (host) => {
  expect(await rawRequest(api.url, get(host))).toMatch(/^HTTP\/1\.1 200 [\s\S]*"items"/);
});

test('the name of an absolute request line does not get around the check', async () => {
  const answer = await rawRequest(
    api.url,
    'GET http://localhost/api/v1/events HTTP/1.1\r\nhost: attacker.example\r\nconnection: close\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

test('what is not HTTP is answered with a problem', async () => {
  expect(await rawRequest(api.url, 'nonsense\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/,
  );
  expect(await rawRequest(api.url, 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 /,
  );
});

test.each(['https://attacker.example', 'null', 'http://localhost:5173'])(
  'a page of %s changes nothing',
  async (origin) => {
    const answer = await api.send('POST', '/api/v1/events', {
      body: event,
      headers: { origin, 'content-type': 'application/json' },
    });
    expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
    expect(await stored()).toMatchObject({ items: [] });
  },
);

test.each([
  'text/plain;charset=UTF-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
])('a post that browsers send without asking (%s) is not read', async (type) => {
  const headers = { 'content-type': type };
  const answer = await api.send('POST', '/api/v1/events', { body: event, headers });
  expect(answer).toMatchObject({ status: 415, json: { code: 'unsupported_media_type' } });
  expect(await stored()).toMatchObject({ items: [] });
});

test('no page of another origin may read an answer', async () => {
  const origin = 'https://attacker.example';
  const read = await api.send('GET', '/api/v1/events', { headers: { origin } });
  expect(read.headers.get('access-control-allow-origin')).toBe(null);
  const asked = await api.send('OPTIONS', '/api/v1/events', {
    headers: { origin, 'access-control-request-method': 'POST' },
  });
  expect(asked.status).toBe(405);
  expect(asked.headers.get('access-control-allow-origin')).toBe(null);
});

test('a page of ours, or of the development server of the web UI, may change data', async () => {
  for (const origin of [api.url, 'http://localhost:4001']) {
    const answer = await api.send('POST', '/api/v1/events', {
      body: '{"trigger_ref":"from.ours"}',
      headers: { origin, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(201);
  }
});

test('the reference comes whole from this server', async () => {
  const page = await api.send('GET', '/docs');
  expect(page).toMatchObject({ status: 200, type: 'text/html' });
  const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
  expect(links).toHaveLength(4);
  for (const link of links) {
    expect(link).toMatch(/^\/docs\//);
    expect((await api.send('GET', link)).status).toBe(200);
  }
  expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
  expect((await api.send('GET', '/docs/../package.json')).status).toBe(404);
});

test('every answer carries a request id that the log knows, and the log holds no payload', async () => {
  const answer = await api.send('POST', '/api/v1/events?secret=query', {
    body: '{"trigger_ref":"a.b","payload":"secret payload"}',
    headers: { 'content-type': 'application/json', 'x-request-id': 'my-request' },
  });
  expect(answer.headers.get('x-request-id')).toBe('my-request');
  expect(api.log.filter((line) => line.includes('my-request'))).toHaveLength(1);
  expect(api.log.join('')).not.toContain('secret');
  const forged = await api.send('GET', '/health', { headers: { 'x-request-id': 'a b"c' } });
  expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import type { JsonValue } from '@clew/contracts';
import { afterEach, expect, test } from 'vitest';
import type { ActionRun } from '../action.ts';
import { createSecrets } from '../secrets/create-secrets.ts';
import { redactor } from '../secrets/redactor.ts';
import { actionRun } from './action-run.fixture.ts';
import type { PrivateTargets } from './http/allowed-targets.ts';
import { httpAction } from './http-action.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(handler: Handler, host = '127.0.0.1'): Promise<string> {
  const server = createServer(handler);
  server.listen(0, host);
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

/** Answers what it was asked. */
const echo: Handler = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method, url, headers } = request;
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-request-id', 'r-1');
  response.setHeader('x-other', 'not kept');
  response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
};

const redirect =
  (location: string, status = 302): Handler =>
  (_, response) => {
    response.writeHead(status, { location }).end('moved');
  };

async function send(
  parameters: JsonValue,
  options: {
    allowed?: PrivateTargets;
    lookup?: LookupFunction;
    run?: Partial<ActionRun>;
  } = {},
) {
  const { allowed = ['127.0.0.1'], lookup, run } = options;
  const action = httpAction({ allowed, ...(lookup === undefined ? {} : { lookup }) });
  const result = (await action.run(actionRun(parameters, run))) as {
    status: number;
    headers: Record<string, string>;
    body: string;
    bytes: number;
    body_truncated_bytes: number;
    redirects: number;
    duration_ms: number;
  };
  return result;
}

const echoed = (body: string) =>
  JSON.parse(body) as {
    method: string;
    url: string;
    headers: Record<string, string>;
    body: string;
  };

test('a request is sent as it was asked for, and its answer is the result', async () => {
  const origin = await serve(echo);
  const result = await send({
    url: `${origin}/hook?a=b`,
    headers: { 'X-Team': 'core' },
    body: { text: 'grüße' },
  });
  expect(echoed(result.body)).toMatchObject({
    method: 'POST',
    url: '/hook?a=b',
    headers: { 'x-team': 'core', 'content-type': 'application/json' },
    body: '{"text":"grüße"}',
  });
  expect(result).toEqual({
    status: 200,
    headers: expect.objectContaining({ 'x-request-id': 'r-1' }),
    body: result.body,
    bytes: Buffer.byteLength(result.body),
    body_truncated_bytes: 0,
    redirects: 0,
    duration_ms: expect.any(Number),
  });
  expect(result.headers).not.toHaveProperty('x-other');
});

test('a string is sent as text, and headers of the caller win', async () => {
  const origin = await serve(echo);
  const plain = await send({ url: origin, method: 'PUT', body: 'a=1' });
  expect(echoed(plain.body)).toMatchObject({ method: 'PUT', body: 'a=1' });
  const form = await send({ url: origin, body: 'a=1', headers: { 'Content-Type': 'x/form' } });
  expect(echoed(form.body).headers['content-type']).toBe('x/form');
  const none = await send({ url: origin, method: 'GET' });
  expect(echoed(none.body).headers).not.toHaveProperty('content-type');
});

test.each([
  ['127.0.0.1', []],
  ['127.1', []],
  ['0x7f000001', []],
  ['2130706433', []],
  ['[::1]', []],
  ['[::ffff:127.0.0.1]', []],
  ['localhost', []],
  ['localhost', ['other.internal', '10.0.0.0/8']],
  ['169.254.169.254', ['127.0.0.1']],
  ['0.0.0.0', ['127.0.0.1']],
])('%s is refused when %j is allowed', async (host, allowed) => {
  let asked = 0;
  const origin = await serve((_, response) => {
    asked += 1;
    response.end();
  });
  const url = `http://${host}:${new URL(origin).port}/`;
  await expect(send({ url }, { allowed })).rejects.toMatchObject({
    code: 'http_refused',
    retryable: false,
    message: expect.stringContaining('CLEW_HTTP_ALLOW_PRIVATE'),
  });
  expect(asked).toBe(0);
});

test('the address that is connected to is checked, not one that was asked for before', async () => {
  const answers = ['93.184.216.34', '127.0.0.1'];
  const asked: string[] = [];
  const rebinding: LookupFunction = (host, _, answer) => {
    asked.push(host);
    answer(null, [{ address: answers[asked.length - 1] ?? '127.0.0.1', family: 4 }]);
  };
  rebinding('attacker.example', {}, () => {});
  const { port } = new URL(await serve(echo));
  await expect(
    send({ url: `http://attacker.example:${port}/` }, { allowed: [], lookup: rebinding }),
  ).rejects.toMatchObject({
    code: 'http_refused',
    message: expect.stringContaining('attacker.example resolves to 127.0.0.1'),
  });
  expect(asked).toHaveLength(2);
});

test('a name with a public and a private address is refused', async () => {
  const both: LookupFunction = (_host, _options, answer) =>
    answer(null, [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
  await expect(
    send({ url: 'http://both.example/' }, { allowed: [], lookup: both }),
  ).rejects.toThrow('10.0.0.1');
});

test('a name that is allowed is reached at its private address', async () => {
  const { port } = new URL(await serve(echo));
  const { status } = await send(
    { url: `http://chat.internal:${port}/` },
    {
      allowed: ['chat.internal'],
      lookup: (_host, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]),
    },
  );
  expect(status).toBe(200);
});

test.each([301, 302, 303, 307, 308])(
  'a redirect by %d to a private target is refused',
  async (status) => {
    let reached = 0;
    const inside = await serve((_, response) => {
      reached += 1;
      response.end('metadata');
    }, '127.0.0.2');
    const outside = await serve(redirect(inside, status));
    await expect(send({ url: outside })).rejects.toMatchObject({
      code: 'http_refused',
      message: expect.stringContaining('127.0.0.2'),
    });
    expect(reached).toBe(0);
  },
);

test.each(['file:///etc/passwd', 'gopher://127.0.0.1/', 'http://user:pass@127.0.0.1/', 'http://['])(
  'a redirect to %s is refused',
  async (location) => {
    const origin = await serve(redirect(location));
    await expect(send({ url: origin })).rejects.toMatchObject({ code: 'http_refused' });
  },
);

test('five redirects are followed, a sixth is not', async () => {
  const origin = await serve((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('there');
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  expect(await send({ url: `${origin}/5`, method: 'GET' })).toMatchObject({
    body: 'there',
    redirects: 5,
  });
  await expect(send({ url: `${origin}/6`, method: 'GET' })).rejects.toMatchObject({
    code: 'http_failed',
    retryable: false,
    message: expect.stringContaining('at most 5'),
  });
});

test.each([
  [301, 'GET', ''],
  [302, 'GET', ''],
  [303, 'GET', ''],
  [307, 'POST', 'x'],
  [308, 'POST', 'x'],
])('after %d a POST is a %s', async (status, method, body) => {
  const target = await serve(echo);
  const result = await send({ url: await serve(redirect(target, status)), body: 'x' });
  expect(echoed(result.body)).toMatchObject({ method, body });
});

test('another origin sees no credentials, the same one does', async () => {
  const elsewhere = await serve(echo);
  const origin = await serve((request, response) => {
    if (request.url === '/away') redirect(elsewhere, 307)(request, response);
    else if (request.url === '/stay') redirect('/echo', 307)(request, response);
    else echo(request, response);
  });
  const headers = {
    Authorization: 'Bearer t',
    Cookie: 'c=1',
    'X-Api-Key': 'k',
    Accept: 'application/json',
  };
  const away = echoed((await send({ url: `${origin}/away`, headers })).body).headers;
  expect(away).toMatchObject({ accept: 'application/json' });
  expect(Object.keys(away)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(authorization|cookie|x-api-key)$/)]),
  );
  const stay = echoed((await send({ url: `${origin}/stay`, headers })).body).headers;
  expect(stay).toMatchObject({ authorization: 'Bearer t', cookie: 'c=1', 'x-api-key': 'k' });
});

test('64 KiB of a body are kept, the rest is counted', async () => {
  const origin = await serve((_, response) => response.end('x'.repeat(300_000)));
  const result = await send({ url: origin });
  expect(result.body).toHaveLength(65_536);
  expect(result).toMatchObject({ bytes: 300_000, body_truncated_bytes: 300_000 - 65_536 });
});

test.each([
  [400, false],
  [404, false],
  [429, true],
  [500, true],
  [503, true],
])('status %d is a failure that keeps the answer; retryable: %s', async (status, retryable) => {
  const origin = await serve((_, response) => response.writeHead(status).end('because'));
  await expect(send({ url: `${origin}/secret-path?key=1` })).rejects.toMatchObject({
    code: 'http_failed',
    retryable,
    message: `POST ${origin} was answered with status ${status}.`,
    result: { status, body: 'because' },
  });
});

test('what is not answered is a failure that may be tried again', async () => {
  const silent = await serve(() => {});
  await expect(send({ url: silent, timeout_seconds: 0.05 })).rejects.toMatchObject({
    code: 'http_failed',
    retryable: true,
    message: expect.stringContaining('within 0.05 s'),
  });
  const stuck = await serve((_, response) => response.write('half'));
  await expect(send({ url: stuck, timeout_seconds: 0.2 })).rejects.toMatchObject({
    code: 'http_failed',
    retryable: true,
  });
  const reset = await serve((request) => request.socket.destroy());
  await expect(send({ url: reset })).rejects.toMatchObject({
    code: 'http_failed',
    retryable: true,
  });
  await expect(send({ url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
    code: 'http_failed',
    retryable: true,
    message: expect.stringContaining('ECONNREFUSED'),
  });
  const unknown: LookupFunction = (host, _, answer) =>
    answer(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), []);
  await expect(send({ url: 'http://gone.example/' }, { lookup: unknown })).rejects.toMatchObject({
    code: 'http_failed',
    retryable: true,
    message: expect.stringContaining('ENOTFOUND gone.example'),
  });
});

test('an interrupted run closes its connection', async () => {
  const stop = new AbortController();
  const disconnected = new AbortController();
  const url = await serve((request) => {
    request.socket.on('close', () => disconnected.abort());
    stop.abort('cancelled');
  });
  await expect(send({ url }, { run: { signal: stop.signal } })).rejects.toBe('cancelled');
  await expect.poll(() => disconnected.signal.aborted).toBe(true);
});

test('a secret that a server sends back is redacted, also where the body is cut', async () => {
  const secret = 'Qz7_Kw9xPv3mRt5s';
  const redact = redactor(createSecrets({ CLEW_SECRET_TOKEN: secret }));
  const origin = await serve((request, response) => {
    response.setHeader('etag', `"${request.headers.authorization}"`);
    const basic = Buffer.from(`user:${secret}`).toString('base64');
    response.end(
      `${secret} ${basic} ${'x'.repeat(65_536 - 40)}${secret.repeat(9)}${'y'.repeat(500)}`,
    );
  });
  const result = await send(
    { url: origin, headers: { authorization: `Bearer ${secret}` } },
    { run: { redact } },
  );
  expect(result.body).toMatch(/^\[secret:TOKEN\] .*\[secret:TOKEN\]/);
  for (let at = 0; at + 4 <= secret.length; at += 1) {
    expect(result.body).not.toContain(secret.slice(at, at + 4));
  }
});

test.each<[string, JsonValue, string]>([
  ['no parameters', null, 'The parameters of core.http are not valid'],
  ['no url', {}, 'url must be a text'],
  ['no URL', { url: 'not a url' }, 'url must be a URL'],
  ['another scheme', { url: 'file:///etc/passwd' }, 'url must start with http:// or https://'],
  ['a password', { url: 'http://u:p@h/' }, 'use an authorization header'],
  ['another method', { url: 'http://h/', method: 'TRACE' }, 'method must be GET'],
  ['a body of a GET', { url: 'http://h/', method: 'GET', body: 1 }, 'body must be left out'],
  ['a split header', { url: 'http://h/', headers: { a: 'x\r\nb: y' } }, 'headers.a must not'],
  ['the name of a host', { url: 'http://h/', headers: { Host: 'x' } }, 'is set by the client'],
  ['no header', { url: 'http://h/', headers: { 'a b': 'x' } }, 'headers.a b'],
  ['no time', { url: 'http://h/', timeout_seconds: 0 }, 'timeout_seconds must be above 0'],
  ['an unknown parameter', { url: 'http://h/', verb: 'GET' }, 'verb'],
])('%s is refused', async (_, parameters, message) => {
  await expect(send(parameters)).rejects.toMatchObject({
    code: 'parameters_invalid',
    message: expect.stringContaining(message),
  });
});

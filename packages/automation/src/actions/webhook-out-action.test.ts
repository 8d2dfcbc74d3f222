import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonValue } from '@clew/contracts';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionRun } from './action-run.fixture.ts';
import { signWebhook, webhookOutAction } from './webhook-out-action.ts';

const received: { headers: IncomingHttpHeaders; body: string }[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
  if (request.url === '/moved') response.writeHead(308, { location: '/' });
  response.end('thanks');
});
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = (parameters: JsonValue, allowed = ['127.0.0.1']) =>
  webhookOutAction({ allowed }).run(actionRun(parameters));

test.each<[string, string, { format: 'raw' } | undefined]>([
  ['an encoded', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', undefined],
  ['a plain', 'a plain key, grüße', { format: 'raw' }],
])('a receiver can verify the signature of %s key', async (_, secret, options) => {
  const body = { type: 'symbol.removed', data: { fqn: 'a#b', text: 'grüße' } };
  expect(await send({ url, secret, body })).toMatchObject({ status: 200, body: 'thanks' });
  const last = received.at(-1);
  const key = options === undefined ? secret : new TextEncoder().encode(secret);
  const verified = new Webhook(key, options).verify(
    last?.body ?? '',
    last?.headers as Record<string, string>,
  );
  expect(verified).toEqual(body);
  expect(last?.headers).toMatchObject({
    'webhook-id': 'msg_4096',
    'content-type': 'application/json',
  });
});

test('the signature is the one of the specification', () => {
  expect(
    signWebhook({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    }),
  ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('the receiver must be a public one and the one that was named', async () => {
  await expect(send({ url, secret: 'secret-key', body: 1 }, [])).rejects.toMatchObject({
    code: 'http_refused',
  });
  const before = received.length;
  await expect(send({ url: `${url}moved`, secret: 'secret-key', body: 1 })).rejects.toMatchObject({
    code: 'http_failed',
    retryable: false,
  });
  expect(received).toHaveLength(before + 1);
});

test.each<[JsonValue, string]>([
  [{ url: 'http://h/', body: 1 }, 'secret must be a text that signs the request'],
  [{ url: 'http://h/', secret: 'whsec_!!', body: 1 }, 'secret must be base64 after whsec_'],
  [{ url: 'http://h/', secret: 'secret-key' }, 'body must be given'],
])('%j is refused', async (parameters, message) => {
  await expect(send(parameters)).rejects.toMatchObject({
    code: 'parameters_invalid',
    message: expect.stringContaining(message),
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routes } from '@clew/contracts/api';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ask, createQueryClient } from './query.ts';

/** What the server says next, to one question after the other; the last answer is repeated. */
let answers: readonly { readonly status: number; readonly body: object | string }[] = [];
let asked = 0;

const server = createServer((_request, response) => {
  const answer = answers[Math.min(asked, answers.length - 1)] ?? { status: 500, body: '' };
  asked += 1;
  const json = typeof answer.body === 'object';
  response.writeHead(answer.status, {
    'content-type': json ? 'application/problem+json' : 'text/plain',
    'retry-after': '0',
  });
  response.end(json ? JSON.stringify(answer.body) : answer.body);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) =>
    real(`http://127.0.0.1:${port}${path}`, init),
  );
});

afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

beforeEach(() => {
  asked = 0;
});

function problem(status: number, code: string) {
  const body = { type: 'about:blank', title: code, status, detail: code, instance: '/', code };
  return { status, body };
}

const question = ask(routes.getEnforcement, { params: { id: 7 } });

test.each([
  problem(400, 'invalid_request'),
  problem(401, 'unauthenticated'),
  problem(404, 'not_found'),
  problem(410, 'gone'),
  problem(422, 'unprocessable'),
  { status: 418, body: 'a teapot' },
])('a refusal with $status is not asked again', async (refusal) => {
  answers = [refusal];
  await expect(createQueryClient().fetchQuery(question)).rejects.toThrow();
  expect(asked).toBe(1);
});

test.each([
  problem(429, 'rate_limited'),
  problem(503, 'unavailable'),
  { status: 408, body: 'too slow' },
  { status: 502, body: 'nobody there' },
])('an answer with $status is asked for again, a few times', async (refusal) => {
  answers = [refusal];
  await expect(createQueryClient().fetchQuery(question)).rejects.toThrow();
  expect(asked).toBe(3);
});

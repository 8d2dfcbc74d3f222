import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import {
  completion,
  type ModelRequest,
  type ModelResponse,
  startModelServer,
} from '@clew/testing/model-server';
import { expect, test } from 'vitest';
import { llmAt } from '../../test/generate.ts';
import { stillClock } from '../../test/still-clock.ts';
import { createMeter } from '../budget/create-meter.ts';
import { createChatClient } from './create-chat-client.ts';

const messages = [
  { role: 'system', content: 'Rules.' },
  { role: 'user', content: '{"symbol":"a"}' },
] as const;
/** The bytes of both messages and their frames. */
const mostInput = 20 + 16 + 32;

/** Asks a server once that answers with these, one after the other; the last one again and again. */
async function ask(
  replies: readonly ((request: ModelRequest) => ModelResponse | Promise<ModelResponse>)[],
  given: Parameters<typeof llmAt>[1] = {},
) {
  await using server = await startModelServer((request) => {
    const reply = replies[Math.min(request.index, replies.length - 1)];
    if (reply === undefined) throw new Error('a test gives at least one reply');
    return reply(request);
  });
  const clock = stillClock();
  const endpoint = llmAt(server.url, given);
  const meter = createMeter({ prices: null, budget: endpoint.budget });
  const client = createChatClient({ endpoint, meter, clock });
  const { signal } = new AbortController();
  const end = await client.ask({ messages, answerTokens: 50, signal }).then(
    (reply) => ({ reply, error: null }),
    (error: unknown) => ({ reply: null, error }),
  );
  return { ...end, waits: clock.waits, used: meter.used(), requests: server.requests };
}

const status =
  (code: number, headers: Record<string, string> = {}, message = 'no') =>
  () => ({
    status: code,
    headers,
    body: { error: { message } },
  });
const good = () => completion('done', { input: 7, output: 3 });

test('what the server used is what counts', async () => {
  const { reply, used, waits } = await ask([good]);
  expect(reply).toEqual({ kind: 'answered', text: 'done', tokens: 10 });
  expect(used).toMatchObject({
    requests: 1,
    input_tokens: 7,
    output_tokens: 3,
    estimated_requests: 0,
  });
  expect(waits).toEqual([]);
});

test('a server that does not tell what it used is counted with the most that it can be', async () => {
  const { used } = await ask([() => completion('done', null)]);
  expect(used).toMatchObject({ input_tokens: mostInput, output_tokens: 2, estimated_requests: 1 });
});

test('429 waits for as long as the server asks, and costs nothing', async () => {
  const { reply, waits, used, requests } = await ask([status(429, { 'retry-after': '7' }), good]);
  expect(reply?.kind).toBe('answered');
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(7000);
  expect([requests.length, used.requests]).toEqual([2, 1]);
});

test('errors of the server are tried again with growing pauses, and then given up', async () => {
  const once500 = await ask([status(500), status(503), good]);
  expect([once500.reply?.kind, once500.waits]).toEqual(['answered', [250, 500]]);
  const always = await ask([status(502, {}, 'bad gateway')]);
  expect(always.reply).toEqual({
    kind: 'failed',
    reason: 'status 502: bad gateway',
    isOutage: true,
  });
  expect([always.requests.length, always.waits]).toEqual([5, [250, 500, 1000, 2000]]);
});

test('a request that is not answered in time is tried again, and counts in full', async () => {
  const { reply, used } = await ask([() => new Promise<ModelResponse>(() => {}), good], {
    timeoutSeconds: 0.2,
  });
  expect(reply?.kind).toBe('answered');
  expect(used).toEqual({
    requests: 2,
    input_tokens: mostInput + 7,
    output_tokens: 50 + 3,
    estimated_requests: 1,
    cost: null,
  });
});

test('a server that is not there is not counted', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const endpoint = llmAt(`http://127.0.0.1:${port}/v1`);
  const meter = createMeter({ prices: null, budget: endpoint.budget });
  const client = createChatClient({ endpoint, meter, clock: stillClock() });
  const { signal } = new AbortController();
  expect(await client.ask({ messages, answerTokens: 50, signal })).toEqual({
    kind: 'failed',
    reason: 'the connection was refused',
    isOutage: true,
  });
  expect(meter.used().requests).toBe(0);
});

test.each([
  [401, 'CLEW_LLM_KEY'],
  [403, 'CLEW_LLM_KEY'],
  [404, 'CLEW_LLM_MODEL'],
  [307, 'CLEW_LLM_URL'],
])('status %i ends the run and says what to change', async (code, setting) => {
  const { error, requests } = await ask([
    status(code, { location: 'http://127.0.0.1:1/elsewhere' }, 'the key sk-of-the-test is wrong'),
  ]);
  expect(error).toMatchObject({
    code: 'llm_refused',
    retryable: false,
    message: expect.stringContaining(setting),
  });
  if (code === 401) expect(String(error)).not.toContain('sk-of-the-test');
  expect(requests.length).toBe(1);
});

test('a long pause is not waited for: the run may come back then', async () => {
  const { error, waits } = await ask([status(429, { 'retry-after': '900' })]);
  expect(error).toMatchObject({ code: 'llm_unavailable', retryable: true, retryAfterSeconds: 900 });
  expect(waits).toEqual([]);
});

test('a request that is too large fails alone', async () => {
  const { reply, requests } = await ask([status(413, {}, 'context\u0007 length')]);
  expect(reply).toEqual({ kind: 'failed', reason: 'status 413: context length', isOutage: false });
  expect(requests.length).toBe(1);
});

test('a model that knows the limit by its newer name gets it so from then on', async () => {
  const { reply, requests, used } = await ask([
    status(400, {}, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'."),
    good,
  ]);
  expect(reply?.kind).toBe('answered');
  expect(requests.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
    [50, undefined],
    [undefined, 50],
  ]);
  expect(used.requests).toBe(1);
});

test.each([
  ['is no JSON', 'not JSON at all', 'the answer is not a chat completion'],
  ['is something else', { choices: [] }, 'the answer is not a chat completion'],
  ['has no end', `{"a":"${'x'.repeat(1_100_000)}"}`, 'the answer is too large'],
])('an answer that %s is no answer', async (_, body, reason) => {
  const { reply } = await ask([() => ({ body })]);
  expect(reply).toEqual({ kind: 'failed', reason, isOutage: true });
});

test('a run that is over before it asks sends nothing', async () => {
  await using server = await startModelServer();
  const endpoint = llmAt(server.url);
  const meter = createMeter({ prices: null, budget: endpoint.budget });
  const client = createChatClient({ endpoint, meter, clock: stillClock() });
  const signal = AbortSignal.abort(new Error('over'));
  await expect(client.ask({ messages, answerTokens: 50, signal })).rejects.toThrow('over');
  expect([server.connections(), meter.used().requests]).toEqual([0, 0]);
});

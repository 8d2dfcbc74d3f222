import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { maxBodyBytes, readJsonBody } from './read-json-body.ts';

const json = { 'content-type': 'application/json' };

type Body = NonNullable<RequestInit['body']> | null;

function request(body: Body, headers: Record<string, string> = json): Request {
  const init: RequestInit = { method: 'POST', headers, body, duplex: 'half' };
  return new Request('http://localhost/', init);
}

async function refusal(body: Body, headers?: Record<string, string>): Promise<ApiError> {
  try {
    await readJsonBody(request(body, headers), { optional: false });
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  return expect.unreachable('the body was accepted');
}

test('any JSON document that can be kept exactly is read as it is', async () => {
  const exact = fc
    .jsonValue({ noUnicodeString: false })
    .filter((value) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)))
    .filter((value) => !/\d{16}|e\+/.test(JSON.stringify(value)));
  await fc.assert(
    fc.asyncProperty(exact, async (value) => {
      const text = JSON.stringify(value);
      expect(await readJsonBody(request(text), { optional: false })).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  ['no type', {}],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['plain text, which browsers send across origins', { 'content-type': 'text/plain' }],
  ['a type that hides JSON', { 'content-type': 'text/plain; x=application/json' }],
  ['another character set', { 'content-type': 'application/json; charset=utf-16' }],
  ['a compressed body', { ...json, 'content-encoding': 'gzip' }],
])('%s is not read', async (_, headers) => {
  expect((await refusal(new Blob(['{}']), headers)).problem).toBe('unsupported_media_type');
});

test.each([
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
  'Application/JSON',
  'application/cloudevents+json',
])('the type %s is read', async (type) => {
  const body = await readJsonBody(request('{"a":1}', { 'content-type': type }), {
    optional: false,
  });
  expect(body).toEqual({ a: 1 });
});

test.each([
  ['nothing', ''],
  ['half an object', '{"trigger_ref":'],
  ['two values', '{} {}'],
  ['a raw NUL', '{"a":"\0"}'],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
])('%s is not JSON', async (_, body) => {
  expect((await refusal(body)).problem).toBe('invalid_json');
});

test.each([
  ['an escaped NUL', '{"a":["x","\\u0000"]}', 'body.a.1'],
  ['a NUL in a key', '{"a":{"\\u0000":1}}', 'body.a'],
  ['half a surrogate pair', '{"a":"\\ud800"}', 'body.a'],
  ['an integer that would change', '{"a":9007199254740993}', 'body.a'],
  ['a number beyond the range', '[1e999]', 'body.0'],
])('%s is refused where it stands', async (_, body, path) => {
  const error = await refusal(body);
  expect(error.problem).toBe('invalid_request');
  expect(error.issues.map((issue) => issue.path)).toEqual([path]);
});

test('nesting deep enough to exhaust a stack is refused', async () => {
  const depth = 500_000;
  const error = await refusal(`${'['.repeat(depth)}${']'.repeat(depth)}`);
  expect(error.problem).toBe('invalid_request');
});

test('a body that says it is too large is refused unread', async () => {
  const body = request('{}', { ...json, 'content-length': String(maxBodyBytes + 1) });
  await expect(readJsonBody(body, { optional: false })).rejects.toThrow(/bytes at most/);
  expect(body.bodyUsed).toBe(false);
});

test('an endless body is cut off at the limit', async () => {
  let sent = 0;
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
    cancel() {
      cancelled = true;
    },
  });
  expect((await refusal(endless)).problem).toBe('payload_too_large');
  expect(cancelled).toBe(true);
  expect(sent).toBeLessThan(maxBodyBytes + 3 * 65_536);
});

test('a body that may be left out reads as undefined, without a type too', async () => {
  expect(await readJsonBody(request(null, {}), { optional: true })).toBe(undefined);
  expect(await readJsonBody(request('', json), { optional: true })).toBe(undefined);
  await expect(readJsonBody(request(new Blob(['{}']), {}), { optional: true })).rejects.toThrow(
    /content-type/,
  );
});

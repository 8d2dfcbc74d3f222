import { expect, test } from 'vitest';
import { jsonDocumentSchema, maxJsonDocumentBytes } from './json-document.ts';

function problemOf(document: unknown): string | null {
  const parsed = jsonDocumentSchema.safeParse(document);
  return parsed.success ? null : parsed.error.issues.map((issue) => issue.message).join('; ');
}

test('a JSON value passes unchanged', () => {
  const document = { a: [1, 'é😀', null, true, { b: {} }], 'c.d': -1.5 };
  expect(jsonDocumentSchema.parse(document)).toEqual(document);
});

test.each([
  ['in a string', { a: ['x\0'] }],
  ['in a key', { a: { 'b\0': 1 } }],
])('NUL %s is refused', (_where, document) => {
  expect(problemOf(document)).toContain('NUL');
});

test('half of a surrogate pair is refused', () => {
  expect(problemOf('\ud800')).toContain('surrogate');
});

test('a number that JSON would turn into null is refused', () => {
  expect(problemOf(JSON.parse('{"a":1e999}'))).toContain('range of JSON');
});

test('hostile nesting is refused without exhausting the stack', () => {
  expect(problemOf(JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)))).toContain('deeper');
});

test('the limit counts bytes of UTF-8, quotes included', () => {
  expect(problemOf('é'.repeat(maxJsonDocumentBytes / 2 - 1))).toBeNull();
  expect(problemOf('é'.repeat(maxJsonDocumentBytes / 2))).toContain(`${maxJsonDocumentBytes}`);
});

test.each([
  ['undefined', undefined],
  ['a date', new Date(0)],
  ['a bigint', [1n]],
])('%s is not JSON', (_what, document) => {
  expect(problemOf(document)).toContain('must be JSON');
});

import type { JsonValue } from '@clew/contracts';
import { expect, test } from 'vitest';
import { compileCondition } from './compile-condition.ts';
import { evaluateCondition } from './evaluate-condition.ts';

const rule = { ref: 'arch.layers', params: { limit: 3 } };

function evaluate(source: string | null, payload: JsonValue) {
  const event = {
    id: 7,
    trigger_ref: 'graph.edge_added',
    payload,
    config: { url: 'x' },
    source_ref: null,
    created: '2026-11-21T08:00:00.123Z',
    depth: 0,
  };
  return evaluateCondition(compileCondition(source), { event, rule });
}

const payload = {
  n: 3,
  ratio: 1.5,
  text: 'abc',
  flag: true,
  nothing: null,
  tags: ['a', 'b'],
  mixed: [1, 'a'],
  from: { layer: 'controller' },
};

test.each([
  ["event.payload.from.layer == 'controller' && event.payload.n > 2"],
  ["event.trigger_ref == 'graph.edge_added' && event.depth == 0 && event.source_ref == null"],
  ["rule.ref == 'arch.layers' && event.payload.n == rule.params.limit"],
  ["event.config.url == 'x' && event.id == 7"],
  ["timestamp(event.created) < timestamp('2027-01-01T00:00:00Z')"],
  ['event.payload.flag'],
  ["'a' in event.payload.tags && 'a' in event.payload.mixed && !('z' in event.payload.tags)"],
  ["event.payload.n in [1, 2.5, 3] && event.payload.text in ['abc', 1]"],
  ["event.payload.tags.exists(t, t == 'b') && event.payload.tags.all(t, size(t) == 1)"],
  ["event.payload.text.matches('^a.c$') && matches(event.payload.text, 'b')"],
  ['!has(event.payload.missing) && has(event.payload.n)'],
  ["event.payload.n != '3' && event.payload.nothing == null && event.payload.text != null"],
])('%s matches', (source) => {
  expect(evaluate(source, payload)).toEqual({ kind: 'matched' });
});

test.each([
  ['event.payload.n + 1 == 4'],
  ['1 + event.payload.n == 4.0'],
  ['event.payload.n * 1.5 == 4.5'],
  ['2 * event.payload.ratio == 3'],
  ['event.payload.n / 2 == 1.5'],
  ['event.payload.n % 2 == 1'],
  ['event.payload.n - event.payload.ratio == 1.5'],
  ['-event.payload.n == -3'],
  ['double(event.payload.n) == 3 && 3 == double(event.payload.n) && 3.5 != 3'],
  ['size(event.payload.tags) == 2.0 && !(9007199254740993 == 9007199254740992.0)'],
  ['event.payload.n >= 3 && event.payload.n <= 3.0'],
  ['size(event.payload.tags) + event.payload.n == 5'],
  ['event.payload.tags[event.payload.n - 2] == "b"'],
])('JSON numbers and integer literals mix: %s', (source) => {
  expect(evaluate(source, payload)).toEqual({ kind: 'matched' });
});

test('no condition matches every event', () => {
  expect(evaluate(null, null)).toEqual({ kind: 'matched' });
});

test.each([
  ["event.payload.missing == 'x'", /No such key: missing/],
  ["event.payload.missing.deep == 'x'", /No such key: missing/],
  ['has(event.payload.missing.deep)', /No such key: missing/],
  ['event.payload.n', /must be a bool, but is a number/],
  ['event.payload.text > 1', /no such overload/],
  ['event.payload.text.matches(event.payload.from.layer + "(")', /missing closing/],
  ['1 / (event.depth == 0 ? 0 : 1) == 1', /division by zero/],
])('%s is an error, never a mismatch', (source, message) => {
  expect(evaluate(source, payload)).toEqual({
    kind: 'error',
    message: expect.stringMatching(message),
  });
});

test.each([
  ['event.payload.missing == 1 && false', 'not_matched'],
  ['false && event.payload.missing == 1', 'not_matched'],
  ['event.payload.missing == 1 || true', 'matched'],
  ['true || event.payload.missing == 1', 'matched'],
  ['event.payload.missing == 1 && true', 'error'],
  ['true && event.payload.missing == 1', 'error'],
  ['event.payload.missing == 1 || false', 'error'],
  ['false || event.payload.missing == 1', 'error'],
])('errors do not depend on the order of the sides: %s is %s', (source, kind) => {
  expect(evaluate(source, payload).kind).toBe(kind);
});

test('patterns are of RE2, both literal ones and those of the event', () => {
  expect(evaluate("event.payload.text.matches('(?i)^ABC$')", payload).kind).toBe('matched');
  expect(evaluate("matches(event.payload.text, '(?i)^ABC$')", payload).kind).toBe('matched');
  expect(evaluate("event.payload.tags.exists(t, t.matches('(?i)B'))", payload).kind).toBe(
    'matched',
  );
  const lookahead = evaluate('"ab".matches(event.payload.pattern)', { pattern: 'a(?=b)' });
  expect(lookahead).toEqual({ kind: 'error', message: expect.stringContaining('(?=') });
});

test('a pattern that makes a backtracking engine try every split ends', () => {
  const text = `${'a'.repeat(32)}!`;
  expect(evaluate("event.payload.text.matches('^(a+)+$')", { text }).kind).toBe('not_matched');
  expect(
    evaluate('event.payload.text.matches(event.payload.pattern)', { text, pattern: '^(a+)+$' }),
  ).toEqual({ kind: 'not_matched' });
});

test('a pattern from the event is bounded', () => {
  const outcome = evaluate('"a".matches(event.payload.pattern)', { pattern: 'a'.repeat(513) });
  expect(outcome).toEqual({ kind: 'error', message: expect.stringContaining('512') });
});

test('loops in loops over a large event are an error before they start', () => {
  const list = Array.from({ length: 20_000 }, (_, index) => index);
  const nested = 'event.payload.list.exists(a, event.payload.list.exists(b, a == -1))';
  expect(evaluate(nested, { list })).toEqual({
    kind: 'error',
    message: expect.stringContaining('too large'),
  });
  expect(evaluate('event.payload.list.exists(a, a == -1)', { list }).kind).toBe('not_matched');
  const text = 'x'.repeat(20_000);
  const split =
    "event.payload.text.split('').exists(a, event.payload.text.split('').exists(b, a == 'y'))";
  expect(evaluate(split, { text }).kind).toBe('error');
});

test('a key named after a part of JavaScript is a key like any other', () => {
  const hostile = JSON.parse('{"constructor":"x","__proto__":{"a":1},"toString":2,"n":1}');
  expect(evaluate("event.payload.constructor == 'x' && event.payload.n == 1", hostile)).toEqual({
    kind: 'matched',
  });
  expect(
    evaluate('event.payload["__proto__"].a == 1 && event.payload.toString == 2', hostile),
  ).toEqual({ kind: 'matched' });
  expect(evaluate('has(event.payload.valueOf)', hostile)).toEqual({ kind: 'not_matched' });
});

test('a message that quotes an event can be stored', () => {
  const outcome = evaluate('bool(event.payload.text)', { text: `\u{1f600}\0${'x'.repeat(9000)}` });
  expect(outcome.kind).toBe('error');
  const message = outcome.kind === 'error' ? outcome.message : '';
  expect(message.length).toBeLessThanOrEqual(2000);
  expect(message).not.toContain('\0');
});

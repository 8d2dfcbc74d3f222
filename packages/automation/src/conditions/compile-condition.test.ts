import { expect, test } from 'vitest';
import { AutomationError } from '../automation-error.ts';
import { compileCondition } from './compile-condition.ts';

function refusal(source: string): AutomationError {
  try {
    compileCondition(source);
  } catch (error) {
    if (error instanceof AutomationError) return error;
    throw error;
  }
  throw new Error(`${source} was accepted`);
}

test('a misspelt field is refused with its place and a caret', () => {
  const error = refusal("event.payload.a == 'x' &&\n  event.paylod.b == 1");
  expect(error).toMatchObject({
    problem: 'unprocessable',
    code: 'condition_invalid',
    position: { offset: 34, end: 40, line: 2, column: 9 },
  });
  expect(error.message).toBe('when is not valid at line 2, column 9: No such key: paylod');
  expect(error.issues).toEqual([
    {
      path: 'when:2:9',
      message: 'No such key: paylod\n  event.paylod.b == 1\n        ^^^^^^',
    },
  ]);
});

test.each([
  ['a syntax error', 'event.payload.a ==', 18, /Unexpected token/],
  ['nothing', '', 0, /Unexpected token/],
  ['an unknown variable', "secrets.X == 'x'", 0, /Unknown variable: secrets/],
  ['operands that never compare', 'event.trigger_ref == 1', 0, /no such overload/],
  ['a function that does not exist', 'event.payload.a.shout()', 0, /shout/],
  ['a condition that is a number', '1 + 1', 0, /must be a bool, but this is int/],
  ['a condition that is a string', 'event.trigger_ref', 0, /must be a bool/],
  ['cel.bind', 'cel.bind(a, 1, a == 1)', 0, /cel\.bind is not supported/],
  ['a pattern that is not RE2', "event.payload.a.matches('(?=a)b')", 24, /RE2/],
  ['a pattern in the function form', "matches(event.payload.a, '(a')", 25, /missing closing/],
  ['a pattern that is too long', `event.payload.a.matches('${'a'.repeat(513)}')`, 24, /512/],
  ['a source that is too long', `${'event.payload.a && '.repeat(300)}true`, 4096, /4096/],
  [
    'loops in loops',
    'event.payload.exists(a, a.exists(b, b.exists(c, c.exists(d, d == 1))))',
    0,
    /3 deep, not 4/,
  ],
])('%s is refused', (_what, source, offset, message) => {
  const error = refusal(source);
  expect(error.code).toBe('condition_invalid');
  expect(error.message).toMatch(message);
  expect(error.position?.offset).toBe(offset);
});

test('null compiles to a condition without an expression', () => {
  expect(compileCondition(null)).toEqual({ source: null, expression: null });
});

import { expect, test } from 'vitest';
import { createSecrets } from './secrets/create-secrets.ts';
import { redactNothing } from './secrets/redact.ts';
import { redactor } from './secrets/redactor.ts';
import { storableOutcome } from './storable-outcome.ts';

const redact = redactor(createSecrets({ CLEW_SECRET_KEY: 'c4nary-v4lue' }));

test('results and errors show no secret', () => {
  const outcome = storableOutcome({
    outcome: {
      kind: 'finish',
      status: 'failed',
      error: 'Refused: c4nary-v4lue',
      result: { stdout: 'key=c4nary-v4lue', 'c4nary-v4lue': 1 },
      retry_after_seconds: 3,
    },
    redact,
  });
  expect(outcome).toEqual({
    kind: 'finish',
    status: 'failed',
    error: 'Refused: [secret:KEY]',
    result: { stdout: 'key=[secret:KEY]', '[secret:KEY]': 1 },
    retry_after_seconds: 3,
  });
});

test('a result that cannot be stored makes a failure that says why', () => {
  expect(
    storableOutcome({
      outcome: { kind: 'finish', status: 'completed', result: { text: 'a\0b' } },
      redact: redactNothing,
    }),
  ).toEqual({
    kind: 'finish',
    status: 'failed',
    error: expect.stringContaining('must not contain NUL'),
  });
});

test('a failure whose result grows too large by redaction keeps its error', () => {
  const outcome = storableOutcome({
    outcome: {
      kind: 'finish',
      status: 'timeout',
      error: 'Not done after 1 s.',
      result: ['x'.repeat(1_048_500), 'c4nary-v4lue'.repeat(3)],
    },
    redact: Object.assign(
      ((value: never) => (Array.isArray(value) ? [...value, 'y'.repeat(100)] : value)) as never,
      { longest: 12 },
    ),
  });
  expect(outcome).toMatchObject({
    status: 'timeout',
    error: expect.stringMatching(/^Not done after 1 s\. The result cannot be stored: .* bytes/),
  });
  expect(outcome).not.toHaveProperty('result');
});

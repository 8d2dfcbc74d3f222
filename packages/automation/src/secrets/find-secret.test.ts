import { expect, test } from 'vitest';
import { createSecrets } from './create-secrets.ts';
import { findSecret } from './find-secret.ts';
import { redactNothing } from './redact.ts';
import { redactor } from './redactor.ts';

const redact = redactor(
  createSecrets({ CLEW_SECRET_KEY: 'c4nary-v4lue', CLEW_SECRET_PIN: '12345678' }),
);

test.each([
  ['a text', { with: { headers: ['x', 'Bearer c4nary-v4lue'] } }, 'with.headers.1'],
  ['a number', { a: [0, { pin: 12345678 }] }, 'a.1.pin'],
  ['a key', { a: { 'C4NARY-v4lue': 1 } }, 'a'],
  ['the document itself', 'c4nary-v4lue', ''],
  ['nothing', { a: [null, true, 1.5, '[secret:KEY]'] }, null],
])('a secret is found in %s', (_, document, path) => {
  expect(findSecret(document, redact)).toBe(path);
  expect(findSecret(document, redactNothing)).toBeNull();
});

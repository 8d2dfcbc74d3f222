import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecrets } from './create-secrets.ts';
import { redactor } from './redactor.ts';

const value = 'c4n"ary/ v+lüe\\9';
const redact = redactor(createSecrets({ CLEW_SECRET_KEY: value }));

test.each([
  ['plain', value],
  ['in another case', value.toUpperCase().replace('Ü', 'ü')],
  ['in JSON', JSON.stringify({ value })],
  ['in JSON inside JSON', JSON.stringify(JSON.stringify({ value }))],
  ['in JSON that is ASCII', JSON.stringify(value).replace('ü', '\\u00fc')],
  ['in a URL', `https://host/?key=${encodeURIComponent(value)}`],
  ['in a URL, with small digits', encodeURIComponent(value).toLowerCase()],
  ['in a form', new URLSearchParams({ value }).toString()],
  ['in base64', Buffer.from(value).toString('base64')],
  ['in base64url', Buffer.from(value).toString('base64url')],
  ['after a user name, in base64', Buffer.from(`user:${value}`).toString('base64')],
  ['between others, in base64', Buffer.from(`me:${value}:more`).toString('base64')],
])('a secret is redacted %s', (_, text) => {
  const shown = redact(`before ${text} after`);
  expect(shown).toMatch(/^before .*\[secret:KEY\].* after$/);
  expect(shown).not.toMatch(/c4n|YzRu|M0bi|NG4i/i);
});

test('a document is redacted everywhere, and what is no secret stays as it is', () => {
  const numeric = redactor(createSecrets({ CLEW_SECRET_PIN: '12345678' }));
  expect(
    numeric({ a: [12345678, { '12345678': null }], b: true, c: 1.5, d: 'x 12345678' }),
  ).toEqual({
    a: ['[secret:PIN]', { '[secret:PIN]': null }],
    b: true,
    c: 1.5,
    d: 'x [secret:PIN]',
  });
});

test('the lines of a secret are redacted one by one', () => {
  const key = redactor(createSecrets({ CLEW_SECRET_PEM: 'first-line\nsecond-line' }));
  expect(key('> first-line\n> second-line')).toBe('> [secret:PEM]\n> [secret:PEM]');
});

test('nothing is left of secrets that overlap', () => {
  const two = redactor(createSecrets({ CLEW_SECRET_A: 'abcdefg', CLEW_SECRET_B: 'defghijk' }));
  expect(two('<abcdefghijk>')).toBe('<[secret:A]>');
  expect(two('<abcdefg>')).toBe('<[secret:A]>');
});

test('the URL of a secret is also found as a client writes it', () => {
  const url = redactor(createSecrets({ CLEW_SECRET_URL: 'HTTPS://Hooks.Example:443/a b' }));
  expect(url('POST https://hooks.example/a%20b failed')).toBe('POST [secret:URL] failed');
});

test('whatever surrounds a secret, no form of it remains', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 6 }), fc.string(), fc.string(), (seed, before, after) => {
      // Unlike the mark and what surrounds it, so that finding it means that it leaked.
      const secret = `${createHash('md5').update(seed).digest('base64')}${seed}`.trim();
      const shown = redactor(createSecrets({ CLEW_SECRET_S: secret }))({
        plain: before + secret + after,
        json: JSON.stringify([before, secret, after]),
        uri: encodeURIComponent(before) + encodeURIComponent(secret) + encodeURIComponent(after),
        base64: Buffer.from(before + secret + after).toString('base64'),
      });
      const leaked = JSON.stringify(shown);
      expect(leaked).not.toContain(secret.slice(0, 16));
      expect(leaked).not.toContain(Buffer.from(secret).toString('base64').slice(4, 16));
    }),
  );
});

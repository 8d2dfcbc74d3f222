import { expect, test } from 'vitest';
import { redactSource, redactTexts } from './redact-source.ts';

/** Put together here, so that no scanner of this repository takes them for leaked ones. */
const parts = (...pieces: readonly string[]) => pieces.join('');
const github = parts('ghp', '_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8');
const aws = parts('AKIA', '4QZ7WERTYUIOPASD');
const pem = parts(
  '-----BEGIN RSA ',
  'PRIVATE KEY-----\nMIIEowIBAAKC\n-----END RSA ',
  'PRIVATE KEY-----',
);

test.each([
  ['a token of GitHub', `const t = '${github}';`, github],
  ['a key of AWS', `const id = "${aws}"`, aws],
  ['a private key', `const pem = \`${pem}\`;`, 'MIIEowIBAAKC'],
  ['a private key without its end', pem.slice(0, 45), 'MIIEowIB'],
  ['a password in an address', 'connect("postgres://bob:hunter2x@db.internal/shop")', 'hunter2x'],
  ['a password', "const dbPassword: string = 'hunter2x!'", 'hunter2x!'],
  ['a password of an object', '{ "api_key": "hunter2x!" }', 'hunter2x!'],
  [
    'a header',
    "fetch(url, { headers: { Authorization: 'Bearer abcdefgh12345678' } })",
    'abcdefgh12345678',
  ],
])('%s does not leave', async (_, source, secret) => {
  const shown = await redactSource(source);
  expect(shown).not.toContain(secret);
  expect(shown).toContain('[secret]');
});

test('several go at once, and the code around them stays', async () => {
  const source = `a('${github}');\nb('${aws}');\nconst token = 'hunter2x!';\nc();`;
  expect(await redactSource(source)).toBe(
    `a('[secret]');\nb('[secret]');\nconst token = '[secret]';\nc();`,
  );
});

test('code without secrets stays as it is', async () => {
  const source =
    "/** Counts tokens. */\nexport function count(author = 'Charles Dickens') {\n  return author.length;\n}\n";
  expect(await redactSource(source)).toBe(source);
});

test('many texts at once are what they are one by one, also beside a key without its end', async () => {
  const texts = [`a = '${github}'`, '', 'total(): number', "password = 'hunter2x!'"];
  const expected = ["a = '[secret]'", '', 'total(): number', "password = '[secret]'"];
  expect(await redactTexts(texts)).toEqual(expected);
  expect(await redactTexts([...texts, pem.slice(0, 45), 'b'])).toEqual([
    ...expected,
    '[secret]',
    'b',
  ]);
  expect(await redactTexts([])).toEqual([]);
});

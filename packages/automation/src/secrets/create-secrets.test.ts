import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { createSecrets } from './create-secrets.ts';

async function secretsFile(text: string, mode = 0o600) {
  const folder = await tempDir();
  const path = join(folder.path, 'secrets');
  await writeFile(path, text);
  await chmod(path, mode);
  return { path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

test('variables and lines of the file are secrets; a variable wins', async () => {
  await using file = await secretsFile(
    '# chat\nCHAT_URL = "https://chat.example/x"\n\nTOKEN=from=file\r\nBOTH=of-the-file\n',
  );
  const secrets = createSecrets({
    CLEW_SECRETS_FILE: file.path,
    CLEW_SECRET_BOTH: 'of-the-environment',
    CLEW_SECRET_EMPTY: '',
    CLEW_HOME: 'not-a-secret',
  });
  expect(secrets.names()).toEqual(['BOTH', 'CHAT_URL', 'TOKEN']);
  expect(secrets.names().map((name) => secrets.resolve(name))).toEqual([
    'of-the-environment',
    'https://chat.example/x',
    'from=file',
  ]);
});

test('a file may be JSON', async () => {
  await using file = await secretsFile('{ "TOKEN": "line one\\nline two" }');
  expect(createSecrets({ CLEW_SECRETS_FILE: file.path }).resolve('TOKEN')).toBe(
    'line one\nline two',
  );
});

test('a file that others may read is refused with the command that helps', async () => {
  await using file = await secretsFile('TOKEN=long-enough', 0o640);
  expect(() => createSecrets({ CLEW_SECRETS_FILE: file.path })).toThrow(`chmod 600 ${file.path}`);
});

test('every problem is listed at once, and no value is shown', async () => {
  await using file = await secretsFile('TOKEN=tiny\nno equals sign here\n1ST=long-enough\n');
  const load = () =>
    createSecrets({
      CLEW_SECRETS_FILE: file.path,
      CLEW_SECRET_SHORT: 'short',
      CLEW_SECRET_MARK: 'secret:m',
    });
  expect(load).toThrow(
    expect.objectContaining({
      code: 'secrets_invalid',
      message: expect.stringMatching(
        /line 2 of .*\n.*TOKEN in .* at least 6 characters.*\n.*1ST in .* named by.*\n.*CLEW_SECRET_SHORT must have at least 6.*\n.*CLEW_SECRET_MARK must not be a part/,
      ),
    }),
  );
  expect(load).not.toThrow(/tiny|no equals|long-enough/);
});

test.each([
  ['{ "TOKEN": 123456 }', 'must be a string'],
  ['{ "TOKEN": "val', 'is not valid JSON'],
])('a file with %s is refused', async (text, problem) => {
  await using file = await secretsFile(text);
  expect(() => createSecrets({ CLEW_SECRETS_FILE: file.path })).toThrow(problem);
});

test('a file that is not there is named', () => {
  expect(() => createSecrets({ CLEW_SECRETS_FILE: '/gone/secrets' })).toThrow(
    '/gone/secrets cannot be read',
  );
});

test('a secret that does not exist is refused with the variable that would make it', () => {
  expect(() => createSecrets({}).resolve('CHAT_URL')).toThrow('Set CLEW_SECRET_CHAT_URL');
});

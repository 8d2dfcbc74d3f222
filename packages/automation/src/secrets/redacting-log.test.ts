import { expect, test } from 'vitest';
import { createSecrets } from './create-secrets.ts';
import { redactingLog } from './redacting-log.ts';
import { redactor } from './redactor.ts';

test('messages, details, errors, causes and stacks show no secret', () => {
  const lines: unknown[] = [];
  const write = (details: object, message: string) => lines.push([details, message]);
  const log = redactingLog(
    { debug: write, info: write, warn: write, error: write },
    redactor(createSecrets({ CLEW_SECRET_KEY: 'c4nary-v4lue' })),
  );
  const cause = Object.assign(new Error('deep c4nary-v4lue'), { url: '/?k=c4nary-v4lue' });
  const err = new Error('outer c4nary-v4lue', { cause });
  log.debug?.({ 'c4nary-v4lue': [{ a: 'c4nary-v4lue' }] }, 'c4nary-v4lue');
  log.info({ execution: 7, at: new Date(0) }, 'plain');
  log.warn({ nested: { map: { err } } }, 'x');
  log.error({ err }, 'failed with c4nary-v4lue');
  const written = JSON.stringify(lines);
  expect(written).not.toContain('c4nary');
  expect(written).toContain('[secret:KEY]');
  expect(lines[1]).toEqual([{ execution: 7, at: '1970-01-01T00:00:00.000Z' }, 'plain']);
  expect(lines[3]).toMatchObject([
    {
      err: {
        type: 'Error',
        message: 'outer [secret:KEY]',
        stack: expect.stringContaining('redacting-log.test'),
        cause: { message: 'deep [secret:KEY]', url: '/?k=[secret:KEY]' },
      },
    },
    'failed with [secret:KEY]',
  ]);
});

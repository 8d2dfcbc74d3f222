import type { JsonValue } from '@clew/contracts';
import { expect, test } from 'vitest';
import { actionRun } from './action-run.fixture.ts';
import { logAction } from './log-action.ts';

async function run(parameters: JsonValue) {
  const lines: [level: string, details: object, message: string][] = [];
  const write = (level: string) => (details: object, message: string) =>
    void lines.push([level, details, message]);
  const log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  return { result: await logAction().run(actionRun(parameters, { log })), lines };
}

test.each(['debug', 'info', 'warn', 'error'])(
  'a message is logged as %s and kept',
  async (level) => {
    expect(await run({ message: 'graph changed', level })).toEqual({
      result: { level, stdout: 'graph changed\n' },
      lines: [[level, { execution: 4096 }, 'graph changed']],
    });
  },
);

test('a message without a level is information', async () => {
  expect((await run({ message: 'x' })).lines).toMatchObject([['info', {}, 'x']]);
});

test.each<[JsonValue, string]>([
  [{}, 'message must be a text'],
  [{ message: 1 }, 'message must be a text'],
  [{ message: 'x', level: 'loud' }, 'level must be one of debug, info, warn, error'],
  ['x', 'The parameters of core.log are not valid'],
])('%j is refused', async (parameters, message) => {
  await expect(run(parameters)).rejects.toMatchObject({
    code: 'parameters_invalid',
    message: expect.stringContaining(message),
  });
});

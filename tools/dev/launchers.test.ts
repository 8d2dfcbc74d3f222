import { expect, test } from 'vitest';
import { launchersAmong } from './launchers.ts';

const chain = (...commands: readonly string[]) =>
  commands.map((command, index) => ({ id: 100 + index, command }));

test.each([
  {
    what: 'npx --yes pnpm@10 dev in a terminal',
    ancestors: chain(
      'sh -c node --conditions=source --import tsx tools/dev/main.ts',
      'node /home/me/.npm/_npx/a1/node_modules/.bin/pnpm dev',
      "sh -c 'pnpm' dev",
      'npm exec pnpm@10 dev',
      '-bash',
    ),
    launchers: [100, 101, 102, 103],
  },
  {
    what: 'pnpm dev, started by a script',
    ancestors: chain(
      'sh -c node tools/dev/main.ts',
      'node /usr/bin/pnpm dev',
      'bash -c pnpm dev',
      'systemd',
    ),
    launchers: [100, 101],
  },
  {
    what: 'the program itself, without a package manager',
    ancestors: chain('bash', 'sshd'),
    launchers: [],
  },
  {
    what: 'a test runner that a package manager started',
    ancestors: chain('node vitest.mjs run', 'sh -c vitest run', 'node /usr/bin/pnpm test'),
    launchers: [],
  },
])('$what', ({ ancestors, launchers }) => {
  expect(launchersAmong(ancestors)).toEqual(launchers);
});

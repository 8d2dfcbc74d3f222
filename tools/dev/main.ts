import { fileURLToPath } from 'node:url';
import { ClewError, parseSettings } from '@clew/contracts';
import { DevError } from './dev-error.ts';
import { devSettings } from './dev-settings.ts';
import { watchLaunchers } from './launchers.ts';
import { runDev } from './run-dev.ts';
import { createScreen } from './screen.ts';
import { createStack } from './stack.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const screen = createScreen(process.stdout);

/** Prints what went wrong; only a fault of this program itself comes with its stack. */
function report(error: unknown): void {
  if (error instanceof ClewError) console.error(error.message);
  else console.error(error);
}

async function main(): Promise<number> {
  const settings = devSettings(parseSettings(process.env), process.cwd());
  const stack = createStack({ settings, screen });
  const stop = () => stack.end(new DevError('stop_requested', 'Stopping'));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  await watchLaunchers(stop);
  try {
    return await runDev({ stack, screen, settings, environment: process.env, repository });
  } catch (error) {
    stop();
    const asked = error instanceof DevError && error.code === 'stop_requested';
    if (asked) screen.print('Stopping …');
    else report(error);
    await stack.stop();
    if (asked) screen.print('Stopped.');
    return asked ? 0 : 1;
  }
}

// A terminal that was closed cannot be written to, and everything must be stopped all the same.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    report(error);
    process.exit(1);
  },
);

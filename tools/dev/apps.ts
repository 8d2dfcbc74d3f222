import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { stopProcessTree } from './process-tree.ts';
import { onStopOrder } from './stop-order.ts';

/** Turbo passes the order to end on to each app; it and they get this long before they are killed. */
const graceMs = 2500;

const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
const filters = process.argv.slice(2).map((name) => `--filter=${name}`);
const apps = spawn(
  process.execPath,
  [turbo, 'run', 'dev', ...filters, '--ui=stream', '--log-prefix=task', '--no-color'],
  { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true },
);
apps.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 128);
  if (process.connected) process.disconnect();
});
onStopOrder(async () => {
  if (apps.pid !== undefined) await stopProcessTree(apps.pid, graceMs);
});

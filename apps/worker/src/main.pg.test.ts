import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eventStoreTemplate, getWorker, openEventStore } from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

function start(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...environment },
  });
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = once(child, 'close').then(([code]): number | null => code);
  return { child, ended, errors };
}

test('the process works until SIGTERM, and says goodbye', async () => {
  await using home = await tempDir();
  await using database = await tempEventsDatabase({ template: eventStoreTemplate() });
  const { child, ended, errors } = start({
    CLEW_HOME: home.path,
    CLEW_EVENTS_URL: database.url,
    CLEW_WORKER_NAME: 'process-under-test',
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  expect(line).toBe('clew worker: ready as process-under-test');
  const events = await openEventStore({ url: database.url });
  const worker = () => getWorker({ ctx: { events }, input: { name: 'process-under-test' } });
  expect(await worker()).toMatchObject({
    status: 'active',
    capabilities: {
      actions: [
        'core.log',
        'core.http',
        'core.webhook_out',
        'core.process',
        'core.index',
        'core.generate_knowledge',
      ],
    },
  });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(errors.filter((text) => !text.includes('"level":30'))).toEqual([]);
  expect(await worker()).toMatchObject({ status: 'inactive' });
  await events.close();
});

test('without an event store it says what to do, without a stack trace', async () => {
  await using home = await tempDir();
  const { ended, errors } = start({ CLEW_HOME: home.path });
  expect(await ended).toBe(1);
  expect(errors).toEqual([expect.stringContaining('set CLEW_EVENTS_URL')]);
});

test('an event store that does not answer is named', async () => {
  await using home = await tempDir();
  const url = 'postgres://clew@127.0.0.1:1/clew';
  const { ended, errors } = start({ CLEW_HOME: home.path, CLEW_EVENTS_URL: url });
  expect(await ended).toBe(1);
  expect(errors).toEqual([expect.stringContaining('127.0.0.1:1')]);
});

test('secrets that cannot be used are named, and their values are not shown', async () => {
  await using home = await tempDir();
  const { ended, errors } = start({ CLEW_HOME: home.path, CLEW_SECRET_TOKEN: 'tiny' });
  expect(await ended).toBe(1);
  expect(errors.join('\n')).toContain('CLEW_SECRET_TOKEN must have at least 6 characters');
  expect(errors.join('\n')).not.toContain('tiny');
});

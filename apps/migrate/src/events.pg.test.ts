import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedTimescale } from '@clew/embedded-timescale';
import { openEventStore } from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { folderState } from '../test/folder-state.ts';
import { runMigrate } from '../test/run-migrate.ts';

interface EventsAnswer {
  readonly ok: boolean;
  readonly events: {
    readonly server: string;
    readonly result: {
      readonly ok: boolean;
      readonly value: {
        readonly applied: readonly unknown[];
        readonly pending: readonly unknown[];
      };
      readonly error: { readonly code: string };
    };
  };
}

async function events(
  command: string,
  environment: Readonly<Record<string, string>>,
): Promise<EventsAnswer> {
  const { out } = await runMigrate([command, 'events', '--json'], environment);
  return JSON.parse(out) as EventsAnswer;
}

test('a server is previewed without writing, migrated, found up to date, and verified', async () => {
  await using database = await tempEventsDatabase({
    template: { name: 'migrate-app-empty', prepare: async () => {} },
  });
  await using home = await tempDir();
  const environment = { CLEW_EVENTS_URL: database.url, CLEW_HOME: home.path };
  const preview = await events('preview', environment);
  const count = preview.events.result.value.pending.length;
  expect(count).toBeGreaterThan(5);
  expect((await events('preview', environment)).events.result.value.pending.length).toBe(count);
  expect((await events('verify', environment)).events.result.error.code).toBe('schema_missing');

  const up = await events('up', environment);
  expect(up).toMatchObject({ ok: true, graphs: null });
  expect(up.events.result.value.applied.length).toBe(count);
  expect((await events('up', environment)).events.result.value.applied).toEqual([]);
  expect((await events('verify', environment)).ok).toBe(true);
  expect((await runMigrate(['status', 'events'], environment)).out).toContain('up to date');
  await (await openEventStore({ url: database.url })).close();
});

test('a server that is not there is said so, and no password is shown', async () => {
  await using home = await tempDir();
  const run = await runMigrate(['up', 'events'], {
    CLEW_EVENTS_URL: 'postgres://clew:secret@127.0.0.1:1/clew',
    CLEW_HOME: home.path,
  });
  expect(run.exitCode).toBe(1);
  expect(run.out).toContain('127.0.0.1:1/clew');
  expect(run.out + run.error).not.toContain('secret');
});

test('the embedded store is made by up only; preview and verify leave its folder alone', async () => {
  await using home = await tempDir();
  const environment = { CLEW_HOME: home.path };
  expect((await events('preview', environment)).ok).toBe(true);
  expect(folderState(home.path)).toEqual([]);

  const up = await events('up', environment);
  expect(up).toMatchObject({
    ok: true,
    events: { server: `embedded in ${join(home.path, 'events')}` },
  });
  const before = folderState(home.path);
  expect(before.length).toBeGreaterThan(10);
  expect((await events('verify', environment)).ok).toBe(true);
  expect(folderState(home.path)).toEqual(before);
});

test('an embedded store that another process has open is migrated through that process', async () => {
  await using home = await tempDir();
  const dataDir = join(home.path, 'events');
  mkdirSync(dataDir);
  await using store = await startEmbeddedTimescale({ dataDir, jobs: 'off' });
  const up = await events('up', { CLEW_HOME: home.path });
  expect(up.ok).toBe(true);
  await (await openEventStore({ url: store.url })).close();
});

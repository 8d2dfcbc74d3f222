import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { startEmbeddedTimescale } from '../src/index.ts';

/** A TimescaleDB that the suite runs on. */
export interface Target {
  readonly kind: 'embedded' | 'server';
  /** Of an empty database with the extension; valid once the tests run. */
  readonly url: string;
}

interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Runs the same tests against the embedded TimescaleDB and, with CLEW_TEST_EVENTS_URL set, against
 * that server too. Each has one database for the whole file.
 */
export function describeTargets(suite: (target: Target) => void): void {
  run('embedded', openEmbedded, suite);
  const server = process.env.CLEW_TEST_EVENTS_URL;
  if (server !== undefined && server !== '') run('server', () => openServer(server), suite);
}

function run(
  kind: Target['kind'],
  open: () => Promise<Running>,
  suite: (target: Target) => void,
): void {
  describe(kind, () => {
    let running: Running | undefined;
    beforeAll(async () => {
      running = await open();
      const sql = postgres(running.url, { max: 1, onnotice: () => {} });
      await sql`create extension if not exists timescaledb`;
      await sql.end();
    });
    afterAll(() => running?.close());
    suite({
      kind,
      get url() {
        if (running === undefined) throw new Error('the target is not open yet');
        return running.url;
      },
    });
  });
}

async function openEmbedded(): Promise<Running> {
  const load = inject('emptyStore');
  const embedded = await startEmbeddedTimescale({ dataDir: 'memory', load, jobs: 'off' });
  return { url: embedded.url, close: () => embedded.stop() };
}

async function openServer(server: string): Promise<Running> {
  const name = `clew_conformance_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async close() {
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end();
    },
  };
}

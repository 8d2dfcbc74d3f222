import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecrets } from '@clew/automation';
import { type EventStore, eventStoreTemplate, openEventStore } from '@clew/event-store';
import { tempDir, tempEventsDatabase } from '@clew/testing';
import { pino } from 'pino';
import { type RunningApi, startApi } from '../src/start-api.ts';
import { type Answer, readAnswer } from './answer.ts';
import { tcpGate } from './tcp-gate.ts';

/** The API on real stores of its own, and a connection to its event store beside it. */
export interface ApiUnderTest extends AsyncDisposable {
  readonly url: string;
  /** `CLEW_HOME` of the server. */
  readonly home: string;
  readonly events: EventStore;
  /** The first token, which may do everything. */
  readonly token: string;
  /** What the server logged, one JSON object a line. */
  readonly log: readonly string[];
  /** Sends a request with the first token; `json` becomes its body. */
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  /** Runs work while the server cannot reach its event store. */
  withoutEvents<T>(work: () => Promise<T>): Promise<T>;
}

export interface SendOptions {
  readonly json?: unknown;
  readonly body?: string;
  /** Another token than the first one, or null for none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The value of the secret HOOK of the server. */
export const hookSecret = 'a-secret-of-webhooks';

export async function runApi({ rateLimit = 0 } = {}): Promise<ApiUnderTest> {
  const home = await tempDir();
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  const gate = await gateTo(database.url);
  const events = await openEventStore({ url: database.url, maxConnections: 2 });
  const log: string[] = [];
  const api: RunningApi = await startApi({
    config: {
      home: home.path,
      eventsUrl: gate.url,
      host: '127.0.0.1',
      port: 0,
      webPort: 4001,
      allowedHosts: [],
      rateLimit,
      cacheBytes: 64 * 1_048_576,
      secrets: createSecrets({ CLEW_SECRET_HOOK: hookSecret }),
      hidden: createSecrets({ CLEW_SECRET_HOOK: hookSecret }),
      generates: false,
      logLevel: 'debug',
    },
    logger: pino({ level: 'debug' }, { write: (line) => log.push(line) }),
  });
  const firstToken = (await readFile(join(home.path, 'token'), 'utf8')).trim();
  return {
    url: api.url,
    token: firstToken,
    home: home.path,
    events,
    log,
    async send(method, path, { json, body, token = firstToken, headers = {} } = {}) {
      const typed: Record<string, string> =
        json === undefined ? {} : { 'content-type': 'application/json' };
      const shown: Record<string, string> =
        token === null ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${api.url}${path}`, {
        method,
        headers: { ...shown, ...typed, ...headers },
        redirect: 'manual',
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body }),
      });
      return readAnswer(response);
    },
    async withoutEvents(work) {
      gate.shut();
      try {
        return await work();
      } finally {
        gate.open();
      }
    },
    async [Symbol.asyncDispose]() {
      await api.close();
      await events.close();
      await gate[Symbol.asyncDispose]();
      await database.drop();
      await home[Symbol.asyncDispose]();
    },
  };
}

/** A gate in front of a database, and the url of the database through it. */
async function gateTo(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const gate = await tcpGate({ host: url.hostname, port: Number(url.port) });
  url.hostname = '127.0.0.1';
  url.port = String(gate.port);
  return { ...gate, url: url.href };
}

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
  /** What the server logged, one JSON object a line. */
  readonly log: readonly string[];
  /** Sends a request; `json` becomes its body. */
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  /** Runs work while the server cannot reach its event store. */
  withoutEvents<T>(work: () => Promise<T>): Promise<T>;
}

export interface SendOptions {
  readonly json?: unknown;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function runApi(): Promise<ApiUnderTest> {
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
      logLevel: 'debug',
    },
    logger: pino({ level: 'debug' }, { write: (line) => log.push(line) }),
  });
  return {
    url: api.url,
    home: home.path,
    events,
    log,
    async send(method, path, { json, body, headers = {} } = {}) {
      const typed: Record<string, string> =
        json === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(`${api.url}${path}`, {
        method,
        headers: { ...typed, ...headers },
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

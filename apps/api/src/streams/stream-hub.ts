import { type StreamFilter, streamTopicSchema } from '@clew/contracts';
import {
  compareStreamPositions,
  decodeStreamCursor,
  type EventStore,
  readStreamFloor,
  type StreamMessage,
  tailStream,
} from '@clew/event-store';
import type { ApiLog } from '../api-log.ts';
import { ApiError } from '../errors/api-error.ts';
import { createDoorbell } from './doorbell.ts';
import { endFrame } from './sse-frame.ts';
import { createStreamClient, type StreamClient } from './stream-client.ts';

export interface StreamHubOptions {
  readonly events: EventStore;
  readonly logger: ApiLog;
  readonly maxClients?: number | undefined;
  readonly maxQueuedBytes?: number | undefined;
  readonly heartbeatMs?: number | undefined;
}

/**
 * Feeds every stream of this process from one LISTEN connection and one reader.
 *
 * The reader follows the order of everything that happens and keeps the latest entries. A client that
 * wants more of the past reads pages of its own, at the speed at which it takes them, until its place
 * lies within what the reader keeps; then it is fed by the reader. Nothing is awaited between that
 * look and the joining, so no entry can slip through between the two. Notifications only wake the
 * reader: what they say is read from the tables, and a missed one costs a second.
 */
export interface StreamHub {
  readonly clients: number;
  /**
   * A stream from behind a place, or from now on.
   *
   * @throws EventStoreError `invalid_cursor`; ApiError `streams_full` or `stopping`.
   */
  open(input: {
    readonly filter: StreamFilter;
    readonly after: string | undefined;
  }): Promise<ReadableStream<Uint8Array>>;
  /** Ends every stream; clients go on elsewhere, or here after a restart. */
  close(): void;
}

const channels = [
  'event_created',
  'enforcement_created',
  'enforcement_status_changed',
  'execution_created',
  'execution_status_changed',
  'execution_output_written',
  'worker_status_changed',
] as const;

/** One reader feeds clients of every topic. */
const topics = streamTopicSchema.options;

const keptEntries = 500;
const pageSize = 200;
const cutMs = 5000;
/** Reads follow each other no faster than this, however often the bell rings. */
const pauseMs = 50;
/** The reader looks by itself this often. */
const pollMs = 1000;

export function createStreamHub({
  events,
  logger,
  maxClients = 100,
  maxQueuedBytes = 1_048_576,
  heartbeatMs = 15_000,
}: StreamHubOptions): StreamHub {
  const ctx = { events };
  const stopping = new AbortController();
  const bell = createDoorbell();
  const clients = new Set<StreamClient>();
  const live = new Set<StreamClient>();
  let opening = 0;
  let listens = false;
  let reader: Reader | undefined;
  let starting: Promise<Reader> | undefined;

  interface Reader {
    /** Everything behind this place and up to `cursor` is kept. */
    floor: string;
    cursor: string;
    kept: StreamMessage[];
  }

  const heartbeat = setInterval(() => {
    for (const client of clients) client.beat();
  }, heartbeatMs);
  heartbeat.unref();

  async function listen(): Promise<void> {
    if (listens) return;
    listens = true;
    try {
      for (const channel of channels) await events.listen(channel, bell.ring, bell.ring);
    } catch (error) {
      listens = false;
      if (!stopping.signal.aborted) {
        logger.warn({ err: error }, 'streams look every second, as nothing wakes them');
      }
    }
  }

  async function start(): Promise<Reader> {
    const { cursor } = await tailStream({ ctx, input: {} });
    void listen();
    const started: Reader = { floor: cursor, cursor, kept: [] };
    reader = started;
    void follow(started);
    return started;
  }

  async function startedReader(): Promise<Reader> {
    if (reader !== undefined) return reader;
    starting ??= start().finally(() => {
      starting = undefined;
    });
    return starting;
  }

  const idle = () => stopping.signal.aborted || (clients.size === 0 && opening === 0);

  async function follow(mine: Reader): Promise<void> {
    let heldMs = pauseMs;
    let waitMs = pollMs;
    while (!idle()) {
      if (await bell.wait(waitMs, stopping.signal)) heldMs = pauseMs;
      if (idle()) break;
      try {
        const tail = await tailStream({
          ctx,
          input: { topics, after: mine.cursor, limit: pageSize },
        });
        keep(mine, tail.items);
        mine.cursor = tail.cursor;
        for (const client of live) client.push(tail);
        heldMs = tail.held ? Math.min(heldMs * 2, pollMs) : pauseMs;
        waitMs = !tail.complete ? 0 : tail.held ? heldMs : pollMs;
        if (tail.complete) await bell.pause(pauseMs, stopping.signal);
      } catch (error) {
        if (idle()) break;
        logger.warn({ err: error }, 'streams wait for the event store');
        await bell.pause(pollMs, stopping.signal);
      }
    }
    reader = undefined;
  }

  function keep(mine: Reader, items: readonly StreamMessage[]): void {
    mine.kept.push(...items);
    const gone = mine.kept.splice(0, Math.max(0, mine.kept.length - keptEntries)).at(-1);
    if (gone !== undefined) mine.floor = gone.cursor;
  }

  function join(client: StreamClient): boolean {
    if (reader === undefined || isBefore(client.cursor, reader.floor)) return false;
    client.push({ items: reader.kept, cursor: reader.cursor });
    live.add(client);
    return true;
  }

  async function feed(client: StreamClient): Promise<void> {
    while (!client.closed && !join(client)) {
      await client.roomy();
      if (client.closed) return;
      try {
        const input = { ...client.filter, after: client.cursor, limit: pageSize };
        client.push(await tailStream({ ctx, input }));
      } catch (error) {
        if (client.closed) return;
        logger.warn({ err: error }, 'a stream waits for the event store');
        await bell.pause(pollMs, stopping.signal);
      }
    }
  }

  async function isExpired(after: string): Promise<boolean> {
    const floor = await readStreamFloor({ ctx });
    return floor !== null && decodeStreamCursor(after).at < floor;
  }

  return {
    get clients() {
      return clients.size;
    },
    async open({ filter, after }) {
      if (stopping.signal.aborted) {
        throw new ApiError('unavailable', 'stopping', 'The server is stopping. Connect again.');
      }
      if (clients.size + opening >= maxClients) {
        throw new ApiError(
          'unavailable',
          'streams_full',
          `${maxClients} streams are open already, which is the most. Close one, or come back later.`,
        );
      }
      if (after !== undefined) decodeStreamCursor(after);
      opening += 1;
      try {
        const { cursor } = await startedReader();
        if (after !== undefined && (await isExpired(after))) {
          return ended(
            'What came after this id is no longer kept. Start anew, without an id, and read the lists for what was missed.',
          );
        }
        const client = createStreamClient({
          filter,
          cursor: after ?? cursor,
          maxQueuedBytes,
          cutMs,
          onClose: () => {
            clients.delete(client);
            live.delete(client);
          },
        });
        clients.add(client);
        if (stopping.signal.aborted) client.close();
        void feed(client);
        return client.body;
      } finally {
        opening -= 1;
      }
    },
    close() {
      stopping.abort();
      clearInterval(heartbeat);
      for (const client of clients) client.close();
    },
  };
}

function isBefore(cursor: string, other: string): boolean {
  return compareStreamPositions(decodeStreamCursor(cursor), decodeStreamCursor(other)) < 0;
}

function ended(reason: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(endFrame('expired', reason)));
      controller.close();
    },
  });
}

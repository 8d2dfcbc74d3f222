import type { StreamFilter } from '@clew/contracts';
import {
  compareStreamPositions,
  decodeStreamCursor,
  matchesStreamFilter,
  type StreamMessage,
  type StreamTail,
} from '@clew/event-store';
import { endFrame, messageFrame, placeFrame } from './sse-frame.ts';

export interface StreamClientOptions {
  readonly filter: StreamFilter;
  /** The place behind which it wants to read. */
  readonly cursor: string;
  /** Bytes that may wait for it; more, and it is dropped. */
  readonly maxQueuedBytes: number;
  /** How long a dropped client may take to read why. */
  readonly cutMs: number;
  readonly onClose: () => void;
}

/** One client of the hub. Its stream holds what it has not read yet. */
export interface StreamClient {
  readonly body: ReadableStream<Uint8Array>;
  readonly cursor: string;
  readonly filter: StreamFilter;
  readonly closed: boolean;
  /** Waits until it has read most of what waits for it, or was closed. */
  roomy(): Promise<void>;
  /** Hands over what lies behind its place; it is dropped when too much waits for it already. */
  push(tail: Pick<StreamTail, 'items' | 'cursor'>): void;
  /** Tells that the connection lives; drops a client that has read nothing since the last time. */
  beat(): void;
  drop(reason: string): void;
  close(): void;
}

const encoder = new TextEncoder();

export function createStreamClient(options: StreamClientOptions): StreamClient {
  const { filter, maxQueuedBytes } = options;
  let place = { cursor: options.cursor, position: decodeStreamCursor(options.cursor) };
  let open = true;
  let reads = 0;
  let readsAtBeat = -1;
  let onRead = () => {};
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        control = controller;
      },
      pull() {
        reads += 1;
        onRead();
      },
      cancel: () => finish(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxQueuedBytes }),
  );

  const room = () => control?.desiredSize ?? 0;
  const send = (text: string) => control?.enqueue(encoder.encode(text));

  function finish() {
    if (!open) return;
    open = false;
    onRead();
    options.onClose();
  }

  function drop(reason: string) {
    if (!open) return;
    send(endFrame('dropped', reason));
    control?.close();
    const cut = setTimeout(
      () => control?.error(new Error('A dropped client did not read on')),
      options.cutMs,
    );
    cut.unref();
    finish();
  }

  function move(cursor: string) {
    const position = decodeStreamCursor(cursor);
    if (compareStreamPositions(position, place.position) > 0) place = { cursor, position };
  }

  function push({ items, cursor }: Pick<StreamTail, 'items' | 'cursor'>) {
    if (!open) return;
    const wanted = items.filter((item) => wants(item));
    if (wanted.length > 0) {
      if (room() <= 0) {
        drop('This client reads too slowly: too much is waiting for it. Go on from the last id.');
        return;
      }
      send(wanted.map(messageFrame).join(''));
    }
    move(cursor);
  }

  function wants({ cursor, entry }: StreamMessage): boolean {
    return (
      matchesStreamFilter(filter, entry) &&
      compareStreamPositions(decodeStreamCursor(cursor), place.position) > 0
    );
  }

  send(placeFrame(place.cursor));
  return {
    body,
    filter,
    get cursor() {
      return place.cursor;
    },
    get closed() {
      return !open;
    },
    async roomy() {
      while (open && room() < maxQueuedBytes / 2) {
        await new Promise<void>((resolve) => {
          onRead = resolve;
        });
      }
    },
    push,
    beat() {
      if (!open) return;
      if (room() <= 0 && reads === readsAtBeat) {
        drop('This client has stopped reading. Go on from the last id.');
        return;
      }
      readsAtBeat = reads;
      send(placeFrame(place.cursor));
    },
    drop,
    close() {
      if (!open) return;
      control?.close();
      finish();
    },
  };
}

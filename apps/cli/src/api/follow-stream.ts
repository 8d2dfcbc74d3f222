import { setTimeout as pause } from 'node:timers/promises';
import {
  type ClewError,
  type StreamEntry,
  type StreamFilter,
  streamEndSchema,
  streamEntrySchema,
} from '@clew/contracts';
import { routes, routeUrl } from '@clew/contracts/api';
import { CliError } from '../cli-error.ts';
import { refusalOf, sendRequest } from './call-api.ts';
import type { Connection } from './connection.ts';
import { type ServerEvent, serverEvents } from './server-events.ts';

/** What is told while a stream is followed. */
export type StreamNews =
  | { readonly kind: 'entry'; readonly entry: StreamEntry; readonly place: string }
  /** Nothing else happened until there. */
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost'; readonly reason: string; readonly retryMs: number };

export interface FollowOptions {
  readonly connection: Connection;
  readonly filter: StreamFilter;
  /** The place to go on from; now, when there is none. */
  readonly after: string | undefined;
  readonly signal: AbortSignal;
  /** The longest wait between two tries, in milliseconds. */
  readonly mostRetryMs?: number;
}

const firstRetryMs = 250;

/**
 * Follows the stream of the API, each entry once and in order. A connection that is lost, or that the
 * server ends, is made anew from the last place, again and again, each time after a longer pause. Only
 * a first connection that fails is an error, and a place that the server no longer has.
 *
 * @throws CliError `api_unreachable`, `stream_ended`; ClewError of the API's refusal; the signal's
 *   reason
 */
export async function* followStream(options: FollowOptions): AsyncGenerator<StreamNews> {
  const { signal, mostRetryMs = 10_000 } = options;
  let place = options.after;
  let wasConnected = false;
  let failures = 0;
  for (;;) {
    let reason: string;
    try {
      for await (const news of readOnce(options, place)) {
        if (news.kind === 'connected') wasConnected = true;
        if (news.kind === 'entry' || news.kind === 'place') place = news.place;
        failures = 0;
        yield news;
      }
      reason = 'the server ended it';
    } catch (error) {
      signal.throwIfAborted();
      if (!wasConnected || !isPassing(error)) throw error;
      reason = error.message;
    }
    failures += 1;
    // Jitter, so that many clients of one server do not come back at one moment.
    const retryMs = Math.min(mostRetryMs, firstRetryMs * 2 ** failures) * (0.5 + Math.random() / 2);
    yield { kind: 'lost', reason, retryMs };
    await pause(retryMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** What another try may mend. */
function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (!('problem' in error)) return true;
  const { problem, code } = error as ClewError;
  return code !== 'stream_ended' && (problem === 'unavailable' || problem === 'rate_limited');
}

async function* readOnce(
  { connection, filter, signal }: FollowOptions,
  after: string | undefined,
): AsyncGenerator<StreamNews> {
  const response = await sendRequest(connection, routeUrl(routes.openStream, { query: filter }), {
    headers: {
      accept: 'text/event-stream',
      ...(after === undefined ? {} : { 'last-event-id': after }),
    },
    signal,
  });
  if (!response.ok || response.body === null) throw await refusalOf(response);
  yield { kind: 'connected' };
  for await (const message of serverEvents(response.body)) {
    const news = newsOf(message, after);
    if (news !== null) yield news;
  }
}

function newsOf({ event, id, data }: ServerEvent, after: string | undefined): StreamNews | null {
  if (event === 'expired' && data !== null) {
    const { reason } = streamEndSchema.parse(JSON.parse(data));
    throw new CliError(
      'stream_ended',
      `The stream cannot go on from ${after ?? 'there'}: ${reason} Start anew without --after; what lies between is lost to this stream.`,
    );
  }
  // A server that drops a client ends the stream next, and the client comes back.
  if (event === 'dropped' || id === null) return null;
  if (data === null) return { kind: 'place', place: id };
  return { kind: 'entry', entry: streamEntrySchema.parse(JSON.parse(data)), place: id };
}

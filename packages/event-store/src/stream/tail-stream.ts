import { pageRequestSchema, type StreamEntry, type StreamFilter } from '@clew/contracts';
import type { Sql } from '../connect.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { readHorizon } from './read-horizon.ts';
import { parseStreamFilter, tellsOf } from './stream-filter.ts';
import {
  compareStreamPositions,
  decodeStreamCursor,
  encodeStreamCursor,
  type StreamPosition,
} from './stream-position.ts';
import { type StreamWindow, streamSources } from './stream-sources.ts';

export interface TailStream {
  readonly ctx: { readonly events: EventSession };
  readonly input: StreamFilter & {
    /** Only what lies behind this place; left out, only what happens from now on. */
    readonly after?: string | undefined;
    /** Most entries, up to 200; 50 when left out. */
    readonly limit?: number | undefined;
  };
}

export interface StreamMessage {
  /** The place of the entry. */
  readonly cursor: string;
  readonly entry: StreamEntry;
}

export interface StreamTail {
  /** Oldest first. */
  readonly items: readonly StreamMessage[];
  /** Where to go on. Never lies before the place that was given. */
  readonly cursor: string;
  /** Whether there is nothing more to read at the moment. */
  readonly complete: boolean;
  /** Whether a running transaction keeps what was written since from being read. */
  readonly held: boolean;
}

/**
 * Reads on in what happened, over all topics in the one order of their times, without ever skipping an
 * entry and without repeating one: nothing is read from beyond the horizon, so no late commit can
 * appear before a place that was passed. What is stored with a moment of the past, as an import does,
 * is history, not news: a tail does not show it.
 *
 * @throws EventStoreError `invalid_input` or `invalid_cursor`.
 */
export async function tailStream({ ctx, input }: TailStream): Promise<StreamTail> {
  const { limit, cursor: after } = parseInput(pageRequestSchema, {
    limit: input.limit,
    cursor: input.after,
  });
  const filter = parseStreamFilter(input);
  const start = after === undefined ? undefined : decodeStreamCursor(after);
  return ctx.events.run(async (session) => {
    const { at, held } = await readHorizon(session);
    const horizon: StreamPosition = { at, rank: 0, id: 0 };
    if (start === undefined || compareStreamPositions(horizon, start) <= 0) {
      return { items: [], cursor: encodeStreamCursor(start ?? horizon), complete: true, held };
    }
    const items = await readEntries(session.sql, { after: start, before: at, limit }, filter);
    const complete = items.length < limit;
    const last = items.at(-1);
    const cursor = complete || last === undefined ? encodeStreamCursor(horizon) : last.cursor;
    return { items, cursor, complete, held };
  });
}

async function readEntries(
  sql: Sql,
  window: StreamWindow,
  filter: StreamFilter,
): Promise<readonly StreamMessage[]> {
  const sources = streamSources.filter(({ topic }) => tellsOf(filter, topic));
  const union = sources
    .map((source) => sql`(${source.select(sql, window, filter)})`)
    .reduce((all, one) => sql`${all} union all ${one}`);
  const rows = await sql<(StreamPosition & { readonly entry: StreamEntry })[]>`
    select at, rank, id, entry from (${union}) as source
    order by at, rank, id limit ${window.limit}::integer`;
  return rows.map(({ entry, ...position }) => ({ cursor: encodeStreamCursor(position), entry }));
}

import { cursorSchema } from '@clew/contracts';
import { requestInvalid } from '../errors/request-issues.ts';
import type { Handlers } from './handler.ts';

/** A browser that reconnects sends the place as a header; it is newer than the one in the address. */
function placeOf(header: string | null, after: string | undefined): string | undefined {
  if (header === null || header === '') return after;
  const place = cursorSchema.safeParse(header);
  if (!place.success) throw requestInvalid('header', place.error);
  return place.data;
}

export const openStream: Handlers['openStream'] = async ({ ctx, query, headers }) => {
  const { after, ...filter } = query;
  const body = await ctx.streams.open({
    filter,
    after: placeOf(headers.get('last-event-id'), after),
  });
  return {
    status: 200,
    body,
    headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  };
};

import { z } from 'zod';

/** A moment, ISO 8601 with `Z` or an offset. The event store answers in UTC with microseconds. */
export const timestampSchema = z.iso.datetime({ offset: true });

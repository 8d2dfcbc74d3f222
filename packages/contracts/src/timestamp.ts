import { z } from 'zod';

/** PostgreSQL knows no year 0 and no offset of 16 hours or more. */
const storable = /^(?!0000-)[^+]*?(?:Z|[+-](?:0\d|1[0-5]):\d\d)$/;

/** A moment, ISO 8601 with `Z` or an offset. The event store answers in UTC with microseconds. */
export const timestampSchema = z.iso
  .datetime({ offset: true })
  .refine((moment) => storable.test(moment), {
    message: 'must be a moment after year 0, with an offset below 16 hours',
  });

import { z } from 'zod';

/** The id of a row of the event store: a time-ordered integer, exact as a JavaScript number until 2093. */
export const recordIdSchema = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

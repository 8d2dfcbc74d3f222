import { z } from 'zod';
import { codebaseNameSchema } from '../codebase.ts';
import { fqnSchema } from '../fqn.ts';
import { pageRequestSchema } from '../page-request.ts';

const noNul = (value: string) => !value.includes('\0');

/** Text in a query: never empty, never longer than a name can be, no NUL. */
export const textParameter = (description: string, example: string) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(4096, 'must not be longer than 4096 characters')
    .refine(noNul, 'must not contain NUL')
    .meta({ description, example });

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

/** A whole number in a query, between `min` and `max`; `fallback` when it is not given. */
export const numberParameter = (
  description: string,
  { min, max, fallback }: { readonly min: number; readonly max: number; readonly fallback: number },
) => wholeNumber(min, max).default(fallback).meta({ description });

/** `limit` and `cursor` of a list; unknown query parameters are refused. */
export const pageParameters = z.strictObject({
  limit: pageRequestSchema.shape.limit.meta({ description: 'How many items at most.' }),
  cursor: pageRequestSchema.shape.cursor.meta({
    description: 'The `next_cursor` of the page before. Opaque: pass it on as it is.',
  }),
});

/** A query of the event store as query parameters; unknown ones are refused. */
export const queryParameters = <Shape extends z.core.$ZodLooseShape>(query: z.ZodObject<Shape>) =>
  z.strictObject(query.shape);

/** An id of the event store: a positive integer that JavaScript holds exactly. */
export const idParameter = wholeNumber(1, Number.MAX_SAFE_INTEGER).meta({
  description: 'The id.',
  example: 279172874240001,
});

export const codebaseNameParameter = codebaseNameSchema.meta({
  description: 'The name of the codebase.',
  example: 'clew',
});

export const fqnParameter = fqnSchema.meta({
  description:
    'The fully qualified name, percent-encoded as one path segment (`encodeURIComponent(fqn)`).',
  example: '@clew/graph-store/src/open-graph.ts#openGraph',
});

import { z } from 'zod';
import { codebaseNameSchema } from '../codebase.ts';
import { flagSchema } from '../definition.ts';
import { fqnSchema } from '../fqn.ts';
import { pageRequestSchema } from '../page-request.ts';
import { relationSchema } from '../relation.ts';

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

/** Yes or no in a query; `fallback` when it is not given. */
export const flagParameter = (description: string, fallback = false) =>
  flagSchema.default(fallback).meta({ description });

/** Texts separated by commas, at most a hundred of them. */
export const listParameter = (description: string, example: string) =>
  z
    .string()
    .max(4096, 'must not be longer than 4096 characters')
    .refine(noNul, 'must not contain NUL')
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(z.string()).min(1).max(100))
    .optional()
    .meta({ description, example });

/** Relations separated by commas; `fallback` names those that count when none are given. */
export const relationsParameter = (fallback: string) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(relationSchema).min(1))
    .optional()
    .meta({
      description: `Only these relations, separated by commas; ${fallback} when left out.`,
      example: 'calls,references',
    });

/** What query parameters mean whose schemas do not say it themselves. */
export const parameterDescriptions: Readonly<Record<string, string>> = {
  limit: 'How many items at most.',
  cursor: 'The `next_cursor` of the page before. Opaque: pass it on as it is.',
  since: 'Only what happened at this moment or later.',
  until: 'Only what happened before this moment.',
  trigger_ref: 'Only of this trigger.',
  rule_ref: 'Only of this rule.',
  action_ref: 'Only of this action.',
  event: 'Only of the event with this id.',
  enforcement: 'Only of the enforcement with this id.',
  parent: 'Only runs again of the execution with this id.',
  worker: 'Only what the worker of this name ran last.',
  source_ref: 'Only from this source.',
  text: 'Only with this text in the payload, in any case. The window begins seven days ago when `since` is left out.',
  hypertable: 'The name of the hypertable.',
  status: 'Only with this status.',
  worker_role: 'Only workers of this role.',
  enabled: 'Only what is switched on, or only what is off.',
  origin: 'Only what comes with Clew, from files, or from the API.',
  entrypoint: 'Only sensors that watch this.',
  state: 'Only sensors in this state.',
  runner: 'Only actions that run as this.',
  codebase: 'Only of this codebase.',
  entity_id: 'Only changes of the entity with this id.',
  entity_ref: "Only changes of entities with this ref: an execution's action, a worker's name.",
  operation: 'Only changes of this kind.',
  bucket: 'The length of a bucket.',
  ref: 'Only of this trigger, rule or action, or of the worker of this name.',
  topics: 'Which of event, enforcement, execution, worker, separated by commas; all when left out.',
  after: 'The `id` of the last message that was received.',
  changed_field: 'Only changes that touched this field.',
};

/** A query of a store as query parameters; unknown ones are refused. */
export const queryParameters = <Shape extends z.core.$ZodLooseShape>(query: z.ZodObject<Shape>) =>
  z.strictObject(query.shape);

/** `limit` and `cursor` of a list of a graph; its cursors hold names, so they are longer. */
export const pageParameters = z.strictObject({
  limit: pageRequestSchema.shape.limit,
  cursor: z
    .string()
    .max(8192)
    .regex(/^[A-Za-z0-9_-]+$/, 'must be the next_cursor of an earlier page')
    .optional(),
});

/**
 * What lets a route be asked about the past. Its handler need not know: with `at`, the graph that it
 * asks is the one of then. Such a route also answers `gone`.
 */
export const momentParameters = {
  at: textParameter(
    'Answer as of then: the number of a revision, a commit or the beginning of one, or a time. The headers Clew-Revision and Clew-Commit of the answer say which revision it is of.',
    '2026-03-02T09:30:00Z',
  )
    .max(64)
    .optional(),
};

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

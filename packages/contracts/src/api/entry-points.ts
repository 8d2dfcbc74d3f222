import { z } from 'zod';
import { dependencyTypeSchema } from '../dependency-type.ts';
import { entryPointSchema, externalDependencySchema } from '../entry-point.ts';
import { entryTypeSchema } from '../entry-type.ts';
import { pageSchema } from '../page.ts';
import { dependencyExample, entryPointExample, symbolRefExample } from './examples.ts';
import {
  codebaseNameParameter,
  momentParameters,
  pageParameters,
  textParameter,
} from './parameters.ts';
import { defineRoute } from './route.ts';

export const entryPointPageSchema = pageSchema(entryPointSchema);
export const externalDependencyPageSchema = pageSchema(externalDependencySchema);

const params = z.object({ name: codebaseNameParameter });

export const listEntryPoints = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/entry-points',
  scope: 'read',
  tag: 'symbols',
  summary: 'List where the world enters a codebase',
  description:
    'Routes, schedules, queues, commands, tests and the like, by type and then by path, queue, schedule or name. `resolution` says whether all of it stands in the code: of a `suffix` only the end of the path does, of something `unresolved` not even that.',
  params,
  query: pageParameters.extend({
    ...momentParameters,
    type: entryTypeSchema.optional().meta({ description: 'Only entry points of this type.' }),
    q: textParameter(
      'Text to find in paths, queues, schedules, names and the names of symbols.',
      '/orders',
    ).optional(),
  }),
  answers: {
    200: {
      description: 'The entry points.',
      schema: entryPointPageSchema,
      example: { items: [{ symbol: symbolRefExample, ...entryPointExample }], next_cursor: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const listExternalDependencies = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/external-dependencies',
  scope: 'read',
  tag: 'symbols',
  summary: 'List the systems that a codebase needs',
  description:
    'Databases, caches, queues, remote services, files and processes, by type, target and caller. `target` is null where the code does not name it literally.',
  params,
  query: pageParameters.extend({
    ...momentParameters,
    type: dependencyTypeSchema.optional().meta({ description: 'Only systems of this type.' }),
    target: textParameter('Only systems whose target contains this text.', 'db:5432').optional(),
    caller: textParameter(
      'Only what this symbol or something that it contains needs.',
      '@clew/graph-store/src/open-graph.ts#openGraph',
    ).optional(),
  }),
  answers: {
    200: {
      description: 'The systems, with who needs them.',
      schema: externalDependencyPageSchema,
      example: { items: [{ caller: symbolRefExample, ...dependencyExample }], next_cursor: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

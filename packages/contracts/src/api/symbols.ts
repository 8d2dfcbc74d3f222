import { z } from 'zod';
import { deletionModeSchema, deletionPreviewSchema, deletionResultSchema } from '../deletion.ts';
import { fqnSchema } from '../fqn.ts';
import { impactSchema } from '../impact.ts';
import { neighboursSchema } from '../neighbours.ts';
import { pageSchema } from '../page.ts';
import { relationSchema } from '../relation.ts';
import { symbolSchema } from '../symbol.ts';
import { symbolDetailsSchema } from '../symbol-details.ts';
import { symbolKindSchema } from '../symbol-kind.ts';
import { symbolOriginSchema } from '../symbol-origin.ts';
import { maxSourceLines, symbolSourceSchema } from '../symbol-source.ts';
import {
  completenessExample,
  dependencyExample,
  reachedExample,
  symbolExample,
  symbolRefExample,
} from './examples.ts';
import {
  codebaseNameParameter,
  fqnParameter,
  momentParameters,
  numberParameter,
  pageParameters,
  textParameter,
} from './parameters.ts';
import { defineRoute } from './route.ts';

const params = z.object({ name: codebaseNameParameter, fqn: fqnParameter });

export const symbolPageSchema = pageSchema(symbolSchema);

/** The new name of a symbol. */
export const renameRequestSchema = z.strictObject({ to: fqnSchema });
export type RenameRequest = z.infer<typeof renameRequestSchema>;

const callerExample = {
  ...symbolRefExample,
  fqn: '@clew/graph-store/src/codebases/open-codebase.ts#openCodebase',
  name: 'openCodebase',
  file: 'packages/graph-store/src/codebases/open-codebase.ts',
};

const neighboursExample = {
  target: symbolRefExample,
  items: [
    {
      symbol: callerExample,
      relation: 'calls',
      sites: [{ file: callerExample.file, line: 31, resolution: 'exact' }],
    },
  ],
  next_cursor: null,
  completeness: completenessExample,
};

export const searchSymbols = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols',
  scope: 'read',
  tag: 'symbols',
  summary: 'Search the symbols of a codebase',
  description: 'All given filters must hold. Soft-deleted symbols are left out.',
  params: z.object({ name: codebaseNameParameter }),
  query: pageParameters.extend({
    ...momentParameters,
    q: textParameter(
      'Text to find in names and fully qualified names; the best match comes first.',
      'openGraph',
    ).optional(),
    kind: symbolKindSchema.optional().meta({ description: 'Only symbols of this kind.' }),
    file: textParameter(
      'Only symbols of the file with this path.',
      'packages/graph-store/src/open-graph.ts',
    ).optional(),
    origin: symbolOriginSchema.optional().meta({ description: 'Only symbols of this origin.' }),
  }),
  answers: {
    200: {
      description: 'The symbols found.',
      schema: symbolPageSchema,
      example: { items: [symbolExample], next_cursor: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const getSymbol = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols/{fqn}',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show a symbol',
  params,
  query: z.strictObject(momentParameters),
  answers: {
    200: {
      description: 'The symbol.',
      schema: symbolDetailsSchema,
      example: {
        ...symbolExample,
        summary: null,
        source_hash: '9f2c61d3a0b84e57',
        entry_points: [],
        external_dependencies: [dependencyExample],
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const getSymbolSource = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/source',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show the source of a symbol',
  description: `Reads the file on the machine of the API, as it is now: at most ${maxSourceLines} lines from where the graph says that the symbol begins. \`text\` is null where there is nothing to read.`,
  params,
  answers: {
    200: {
      description: 'The source.',
      schema: symbolSourceSchema,
      example: {
        fqn: symbolExample.fqn,
        file: symbolRefExample.file,
        start_line: symbolRefExample.start_line,
        text: 'export function openGraph(path: string): Graph {\n  return handleOf(path);\n}',
        truncated: false,
      },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

export const deleteSymbol = defineRoute({
  method: 'delete',
  path: '/api/v1/codebases/{name}/symbols/{fqn}',
  scope: 'write',
  tag: 'symbols',
  summary: 'Delete a symbol',
  description:
    '`soft` marks the symbol and everything it contains as deleted; `restore` brings them back. `hard` removes their rows and every row that depends on them. Ask for the deletion preview first.',
  params,
  query: z.strictObject({
    mode: deletionModeSchema
      .default('soft')
      .meta({ description: 'Whether the rows stay (`soft`) or go (`hard`).' }),
  }),
  answers: {
    200: {
      description: 'What was deleted, per table.',
      schema: deletionResultSchema,
      example: { fqn: symbolExample.fqn, mode: 'hard', rows: { symbols: 1, edges: 12 }, total: 13 },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

export const previewDeletion = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/deletion-preview',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show what a hard delete of a symbol would remove',
  description:
    'Counts rows per table and lists callers that would lose their target. Writes nothing.',
  params,
  answers: {
    200: {
      description: 'What would go.',
      schema: deletionPreviewSchema,
      example: {
        symbol: symbolRefExample,
        rows: { symbols: 1, edges: 12 },
        total: 13,
        broken_callers: [callerExample],
        broken_callers_total: 1,
      },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

const neighbourParameters = pageParameters.extend({
  relation: relationSchema
    .optional()
    .meta({ description: 'Only this relation; calls and instantiations when left out.' }),
});

export const getCallers = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/callers',
  scope: 'read',
  tag: 'symbols',
  summary: 'List the callers of a symbol',
  description: '"No callers" means none only when `completeness.level` is `exact`.',
  params,
  query: neighbourParameters.extend(momentParameters),
  answers: {
    200: {
      description: 'The callers, with their sites.',
      schema: neighboursSchema,
      example: neighboursExample,
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const getCallees = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/callees',
  scope: 'read',
  tag: 'symbols',
  summary: 'List what a symbol calls',
  params,
  query: neighbourParameters.extend(momentParameters),
  answers: {
    200: {
      description: 'The callees, with the sites of the calls.',
      schema: neighboursSchema,
      example: neighboursExample,
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const getImpact = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/impact',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show what a change of a symbol would reach',
  description:
    'Every symbol that reaches the target through calls, references, inheritance and the like, once, at its shortest distance, nearest first; the entry points and test files among them with a path from each; and the systems outside that are talked to. Totals count all, also when a list is cut at `limit`. `risk` names the factors that it is made of.',
  params,
  query: z.strictObject({
    ...momentParameters,
    depth: numberParameter('How many steps to follow.', { min: 1, max: 50, fallback: 5 }),
    limit: numberParameter('How many items at most.', { min: 1, max: 5000, fallback: 500 }),
  }),
  answers: {
    200: {
      description: 'The symbols reached.',
      schema: impactSchema,
      example: {
        target: symbolRefExample,
        max_depth: 5,
        total: 1,
        by_depth: [{ depth: 1, count: 1 }],
        items: [
          { symbol: callerExample, depth: 1, via: { fqn: symbolExample.fqn, relation: 'calls' } },
        ],
        truncated: false,
        ...reachedExample,
        completeness: completenessExample,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const renameSymbol = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/rename',
  scope: 'write',
  tag: 'symbols',
  summary: 'Rename a symbol',
  description:
    'Changes the fully qualified name in place, so that edges, summaries and everything else stay attached. Symbols that it contains are renamed with it. The source code is not touched.',
  params,
  body: {
    schema: renameRequestSchema,
    example: { to: '@clew/graph-store/src/open-graph.ts#openGraphFile' },
  },
  answers: {
    200: {
      description: 'The symbol under its new name.',
      schema: symbolSchema,
      example: {
        ...symbolExample,
        fqn: '@clew/graph-store/src/open-graph.ts#openGraphFile',
        name: 'openGraphFile',
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const restoreSymbol = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/restore',
  scope: 'write',
  tag: 'symbols',
  summary: 'Bring a soft-deleted symbol back',
  params,
  answers: { 200: { description: 'The symbol.', schema: symbolSchema, example: symbolExample } },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

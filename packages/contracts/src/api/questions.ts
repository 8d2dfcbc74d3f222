import { z } from 'zod';
import {
  affectedTestsRequestSchema,
  affectedTestsSchema,
  gitRefSchema,
} from '../affected-tests.ts';
import { callPathsSchema } from '../call-paths.ts';
import { changeImpactRequestSchema, changeImpactSchema } from '../change-impact.ts';
import { cycleReportSchema, cycleUnitSchema } from '../cycles.ts';
import { deadCodeSchema } from '../dead-code.ts';
import { fqnSchema } from '../fqn.ts';
import { graphQuerySchema, subgraphSchema } from '../graph-query.ts';
import { hotspotOrderSchema, hotspotsSchema, hotspotUnitSchema } from '../hotspots.ts';
import {
  callPathExample,
  completenessExample,
  reachedExample,
  symbolRefExample,
} from './examples.ts';
import {
  codebaseNameParameter,
  flagParameter,
  listParameter,
  momentParameters,
  numberParameter,
  relationsParameter,
} from './parameters.ts';
import { defineRoute } from './route.ts';

const params = z.object({ name: codebaseNameParameter });

const patchExample = [
  '--- a/packages/graph-store/src/open-graph.ts',
  '+++ b/packages/graph-store/src/open-graph.ts',
  '@@ -41,3 +41,3 @@',
  ' export function openGraph(path: string, options: OpenGraphOptions = {}): Graph {',
  '-  const { readonly = false } = options;',
  '+  const { readonly = true } = options;',
  '   return handleOf(path, readonly);',
  '',
].join('\n');

export const changeImpactExample = {
  touched: [{ symbol: symbolRefExample, change: 'body' }],
  unknown_files: [],
  max_depth: 5,
  total: 1,
  by_depth: [{ depth: 1, count: 1 }],
  items: [
    {
      symbol: reachedExample.entry_points[0]?.symbol,
      depth: 1,
      via: { fqn: symbolRefExample.fqn, relation: 'calls' },
    },
  ],
  truncated: false,
  ...reachedExample,
  completeness: completenessExample,
};

export const getChangeImpact = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/impact',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show what a change of several symbols would reach',
  description:
    'The change is given as names (`targets`), as a unified diff (`patch`), or as lines (`ranges`). A patch is read against the lines of the graph, which by default holds the code before it. Files of which the graph knows nothing are named in `unknown_files` and stop the answer from being exact. Changes nothing.',
  params,
  query: z.strictObject(momentParameters),
  body: { schema: changeImpactRequestSchema, example: { patch: patchExample, depth: 3 } },
  answers: {
    200: {
      description: 'The symbols touched, and what they reach in common.',
      schema: changeImpactSchema,
      example: changeImpactExample,
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const findPaths = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/paths',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show the ways from one symbol to another',
  description:
    'Shortest first; no way visits a symbol twice. A class stands for its members at both ends, and a call of an interface leads on to its implementations. "No way" means none within the depth only when `completeness.level` is `exact`.',
  params,
  query: z.strictObject({
    ...momentParameters,
    from: fqnSchema.meta({
      description: 'Fully qualified name of the symbol to start from.',
      example: callPathExample[0]?.from,
    }),
    to: fqnSchema.meta({
      description: 'Fully qualified name of the symbol to get to.',
      example: symbolRefExample.fqn,
    }),
    relations: relationsParameter('calls and instantiations'),
    depth: numberParameter('How many hops at most.', { min: 1, max: 30, fallback: 10 }),
    limit: numberParameter('How many ways at most.', { min: 1, max: 100, fallback: 5 }),
  }),
  answers: {
    200: {
      description: 'The ways.',
      schema: callPathsSchema,
      example: {
        from: reachedExample.entry_points[0]?.symbol,
        to: symbolRefExample,
        max_depth: 10,
        items: [{ length: 1, hops: callPathExample }],
        truncated: false,
        completeness: completenessExample,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

const affectedTestsExample = {
  base: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3',
  touched: changeImpactExample.touched,
  unknown_files: [],
  max_depth: 20,
  items: [
    {
      file: 'packages/graph-store/src/codebases/codebases.test.ts',
      symbol: {
        ...symbolRefExample,
        fqn: '@clew/graph-store/src/codebases/codebases.test.ts',
        kind: 'file',
        name: 'codebases.test.ts',
        file: 'packages/graph-store/src/codebases/codebases.test.ts',
      },
      depth: 2,
      path: [
        {
          from: '@clew/graph-store/src/codebases/codebases.test.ts',
          to: callPathExample[0]?.from,
          relation: 'calls',
          file: 'packages/graph-store/src/codebases/codebases.test.ts',
          line: 44,
          resolution: 'exact',
          dispatch: false,
        },
        ...callPathExample,
      ],
    },
  ],
  total: 1,
  truncated: false,
  completeness: completenessExample,
};

export const getAffectedTests = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/affected-tests',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show which tests the changes since a commit affect',
  description:
    'Compares the working tree of the codebase with a commit, by git, untracked files included, and answers the test files that run what was changed, each with the path that says why. The graph must hold the working tree; files that were written after the last index run are named in `unknown_files`.',
  params,
  query: z.strictObject({
    base: gitRefSchema.meta({
      description: 'The commit, branch or tag to compare with.',
      example: 'main',
    }),
    depth: numberParameter('How many steps to follow.', { min: 1, max: 50, fallback: 20 }),
    limit: numberParameter('How many test files at most.', { min: 1, max: 5000, fallback: 1000 }),
  }),
  answers: {
    200: {
      description: 'The test files, nearest first.',
      schema: affectedTestsSchema,
      example: affectedTestsExample,
    },
  },
  problems: ['invalid_request', 'not_found', 'unprocessable', 'unavailable'],
});

export const getAffectedTestsOfPatch = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/affected-tests',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show which tests a patch affects',
  description:
    'The same for a unified diff. It is read against the lines of the graph, which by default holds the code before it. Changes nothing.',
  params,
  query: z.strictObject(momentParameters),
  body: { schema: affectedTestsRequestSchema, example: { patch: patchExample } },
  answers: {
    200: {
      description: 'The test files, nearest first.',
      schema: affectedTestsSchema,
      example: { ...affectedTestsExample, base: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const findCycles = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/cycles',
  scope: 'read',
  tag: 'symbols',
  summary: 'List what depends on itself through others',
  description:
    'Strongly connected components of symbols, files or packages, the largest first, each with a shortest cycle and the edges that make it.',
  params,
  query: z.strictObject({
    ...momentParameters,
    level: cycleUnitSchema.default('file').meta({ description: 'What is told of.' }),
    relations: relationsParameter(
      'calls and instantiations of symbols, imports of files and packages',
    ),
    types: flagParameter('Whether imports of types alone count.'),
    limit: numberParameter('How many components at most.', { min: 1, max: 1000, fallback: 50 }),
  }),
  answers: {
    200: {
      description: 'The components.',
      schema: cycleReportSchema,
      example: {
        level: 'file',
        relations: ['imports'],
        items: [
          {
            size: 2,
            members: ['src/cart.ts', 'src/price.ts'],
            example: [
              {
                from: 'src/cart.ts',
                to: 'src/price.ts',
                relation: 'imports',
                from_symbol: 'shop/src/cart.ts',
                to_symbol: 'shop/src/price.ts#priceOf',
                file: 'src/cart.ts',
                line: 1,
                dispatch: false,
              },
              {
                from: 'src/price.ts',
                to: 'src/cart.ts',
                relation: 'imports',
                from_symbol: 'shop/src/price.ts',
                to_symbol: 'shop/src/cart.ts#Cart',
                file: 'src/price.ts',
                line: 2,
                dispatch: false,
              },
            ],
          },
        ],
        total: 1,
        truncated: false,
        completeness: completenessExample,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const findDeadCode = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/dead-code',
  scope: 'read',
  tag: 'symbols',
  summary: 'List code that nothing reaches',
  description:
    'Not from entry points, not from what packages export in their entry files, not from files that tools find by name, and, unless `tests` is false, not from tests. Entry files are told by their names; name others in `roots`. Each item says why it counts as dead and what may keep it alive all the same: it is `certain` only when nothing does.',
  params,
  query: z.strictObject({
    ...momentParameters,
    tests: flagParameter('Whether what only tests use lives.', true),
    certain: flagParameter('Whether only what is certain is listed.'),
    roots: listParameter(
      'What lives besides, separated by commas: globs of fully qualified names or file paths, `*` for anything.',
      'scripts/*.ts',
    ),
    limit: numberParameter('How many items at most.', { min: 1, max: 5000, fallback: 200 }),
  }),
  answers: {
    200: {
      description: 'The outermost dead symbols, by file and line.',
      schema: deadCodeSchema,
      example: {
        tests: true,
        roots: 14,
        items: [
          {
            symbol: {
              ...symbolRefExample,
              fqn: 'shop/src/price.ts#oldPrice',
              name: 'oldPrice',
              file: 'src/price.ts',
              start_line: 40,
            },
            end_line: 52,
            why: 'unused',
            used_by: [],
            contains: 0,
            certainty: 'possible',
            doubts: [
              {
                reason: 'unresolved_name',
                from: 'shop/src/cart.ts#Cart.add',
                file: 'src/cart.ts',
                line: 12,
              },
            ],
          },
        ],
        total: 1,
        certain: 0,
        truncated: false,
        completeness: {
          ...completenessExample,
          level: 'lower_bound',
          blocking_total: 1,
          blocking_sites: [
            {
              from: 'shop/src/cart.ts#Cart.add',
              name: 'oldPrice',
              file: 'src/cart.ts',
              line: 12,
              reason: 'any_typed_receiver',
            },
          ],
        },
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const findHotspots = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/hotspots',
  scope: 'read',
  tag: 'symbols',
  summary: 'List where much hangs on code that changes often',
  description:
    '`score = (1 + changes) × log2(2 + fan_in × fan_out) × log2(2 + dependants)`; every number is told, and any can be the order.',
  params,
  query: z.strictObject({
    ...momentParameters,
    level: hotspotUnitSchema.default('symbol').meta({ description: 'What is told of.' }),
    order: hotspotOrderSchema.default('score').meta({ description: 'What comes first.' }),
    limit: numberParameter('How many items at most.', { min: 1, max: 500, fallback: 50 }),
  }),
  answers: {
    200: {
      description: 'The hotspots.',
      schema: hotspotsSchema,
      example: {
        level: 'symbol',
        order: 'score',
        items: [
          {
            name: symbolRefExample.fqn,
            kind: 'function',
            file: symbolRefExample.file,
            line: 24,
            fan_in: 12,
            fan_out: 5,
            dependants: 310,
            changes: 3,
            score: 197.24,
          },
        ],
        total: 2210,
        truncated: true,
        changes_since: 2,
        completeness: completenessExample,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const queryGraph = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/graph/query',
  scope: 'read',
  tag: 'symbols',
  summary: 'Show the part of the graph around some symbols',
  description:
    'Both ends of every edge are among the nodes. What the filters leave out is neither told of nor passed. Changes nothing.',
  params,
  query: z.strictObject(momentParameters),
  body: {
    schema: graphQuerySchema,
    example: {
      start: [symbolRefExample.fqn],
      relations: ['calls'],
      direction: 'incoming',
      depth: 2,
      filters: { file_prefix: 'packages/graph-store/' },
    },
  },
  answers: {
    200: {
      description: 'The nodes and edges.',
      schema: subgraphSchema,
      example: {
        nodes: [
          { ...symbolRefExample, depth: 0, layer: 'stores' },
          { ...reachedExample.entry_points[0]?.symbol, depth: 1, layer: null },
        ],
        edges: [
          {
            from: callPathExample[0]?.from,
            to: symbolRefExample.fqn,
            relation: 'calls',
            file: 'packages/graph-store/src/codebases/open-codebase.ts',
            line: 31,
            resolution: 'exact',
            sites: 1,
          },
        ],
        truncated: false,
        completeness: completenessExample,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

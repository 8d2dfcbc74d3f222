import { z } from 'zod';
import { antiPatternQuerySchema, antiPatternSchema, layerMatrixSchema } from '../architecture.ts';
import { pageSchema } from '../page.ts';
import { symbolRefExample } from './examples.ts';
import { codebaseNameParameter, momentParameters, queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const antiPatternPageSchema = pageSchema(antiPatternSchema);

const params = z.object({ name: codebaseNameParameter });

const repositoryExample = {
  ...symbolRefExample,
  fqn: '@clew/graph-store/src/revisions/list-revisions.ts#listRevisions',
  name: 'listRevisions',
  file: 'packages/graph-store/src/revisions/list-revisions.ts',
  start_line: 11,
};

export const listAntiPatterns = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/anti-patterns',
  scope: 'read',
  tag: 'architecture',
  summary: 'List what breaks the architecture',
  description:
    'As the last index run found it by the rules of `clew.yaml`: forbidden and unlisted edges, one entry a pair of symbols, and cycles. Without such rules, cycles of files that import each other are listed.',
  params,
  query: queryParameters(antiPatternQuerySchema).extend(momentParameters),
  answers: {
    200: {
      description: 'The violations, in the order in which they came.',
      schema: antiPatternPageSchema,
      example: {
        items: [
          {
            rule: 'arch.open-graph-reads-no-revisions',
            severity: 'error',
            message:
              '@clew/graph-store/src/open-graph.ts#openGraph uses @clew/graph-store/src/revisions/list-revisions.ts#listRevisions, which is forbidden to it',
            from: symbolRefExample,
            to: repositoryExample,
            sites: [
              { relation: 'calls', file: 'packages/graph-store/src/open-graph.ts', line: 48 },
            ],
            sites_total: 1,
            cycle: null,
            status: 'new',
            detected_at: '2026-03-02T09:29:16.180Z',
          },
        ],
        next_cursor: null,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const getLayers = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/layers',
  scope: 'read',
  tag: 'architecture',
  summary: 'Show the layers of a codebase and what goes from one to another',
  description:
    'Layers are those of the section `architecture` of `clew.yaml`, as the last index run read it; with `at`, those of then.',
  params,
  query: z.strictObject(momentParameters),
  answers: {
    200: {
      description: 'The layers with their symbols, and the edges between them by relation.',
      schema: layerMatrixSchema,
      example: {
        architecture: null,
        layers: [
          { name: 'apps', symbols: 812 },
          { name: 'stores', symbols: 1630 },
        ],
        outside: 240,
        edges: [{ from: 'apps', to: 'stores', relation: 'calls', count: 388 }],
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

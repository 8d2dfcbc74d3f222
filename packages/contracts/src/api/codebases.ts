import { z } from 'zod';
import { codebaseSchema, newCodebaseSchema } from '../codebase.ts';
import { integrityReportSchema } from '../integrity.ts';
import { pageSchema } from '../page.ts';
import { revisionSchema } from '../revision.ts';
import { sourceFileSchema } from '../source-file.ts';
import { codebaseExample, revisionExample } from './examples.ts';
import {
  codebaseNameParameter,
  momentParameters,
  pageParameters,
  textParameter,
} from './parameters.ts';
import { defineRoute } from './route.ts';

const params = z.object({ name: codebaseNameParameter });

export const codebasePageSchema = pageSchema(codebaseSchema);
export const revisionPageSchema = pageSchema(revisionSchema);
export const sourceFilePageSchema = pageSchema(sourceFileSchema);

export const listCodebases = defineRoute({
  method: 'get',
  path: '/api/v1/codebases',
  scope: 'read',
  tag: 'codebases',
  summary: 'List the codebases',
  query: pageParameters,
  answers: {
    200: {
      description: 'The codebases by name.',
      schema: codebasePageSchema,
      example: { items: [codebaseExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const createCodebase = defineRoute({
  method: 'post',
  path: '/api/v1/codebases',
  scope: 'admin',
  tag: 'codebases',
  summary: 'Add a codebase',
  description:
    'Creates an empty graph for a folder of sources. `root` must be an absolute path of a folder that exists on the machine of the API. Nothing is indexed yet: ask for an index job next.',
  body: { schema: newCodebaseSchema, example: { name: 'clew', root: '/srv/src/clew' } },
  answers: {
    201: {
      description: 'The new codebase.',
      schema: codebaseSchema,
      example: {
        ...codebaseExample,
        counts: {
          files: 0,
          symbols: 0,
          edges: 0,
          unresolved: 0,
          summaries: 0,
          terms: 0,
          constraints: 0,
        },
        last_revision: null,
      },
      headers: { Location: 'The address of the codebase.' },
    },
  },
  problems: ['invalid_request', 'conflict'],
});

export const getCodebase = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}',
  scope: 'read',
  tag: 'codebases',
  summary: 'Show a codebase',
  params,
  query: z.strictObject(momentParameters),
  answers: {
    200: {
      description: 'The codebase.',
      schema: codebaseSchema,
      example: codebaseExample,
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const deleteCodebase = defineRoute({
  method: 'delete',
  path: '/api/v1/codebases/{name}',
  scope: 'admin',
  tag: 'codebases',
  summary: 'Remove a codebase and its graph',
  description:
    'Removes the graph and its backups. The sources are not touched; the history of the codebase stays in the event store until its retention ends.',
  params,
  answers: {
    200: {
      description: 'The codebase as it was before it was removed.',
      schema: codebaseSchema,
      example: codebaseExample,
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const listRevisions = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/revisions',
  scope: 'read',
  tag: 'codebases',
  summary: 'List the index runs of a codebase',
  params,
  query: pageParameters.extend(momentParameters),
  answers: {
    200: {
      description: 'The index runs, newest first.',
      schema: revisionPageSchema,
      example: { items: [revisionExample], next_cursor: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const checkIntegrity = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/integrity',
  scope: 'read',
  tag: 'codebases',
  summary: 'Check the graph of a codebase',
  description:
    'Counts, for every foreign key, the rows that point at nothing, and runs the checks of SQLite itself. Reads the whole graph.',
  params,
  answers: {
    200: {
      description: 'The findings; `ok` sums them up.',
      schema: integrityReportSchema,
      example: {
        ok: true,
        orphans: [
          {
            type: 'edge_from',
            table: 'edges',
            column: 'from_id',
            references: 'symbols.id',
            count: 0,
          },
        ],
        orphans_total: 0,
        foreign_key_violations: 0,
        file_problems: [],
        quarantined: [],
        broken_references: 0,
        checked_at: '2026-03-02T09:30:00.000Z',
      },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

export const listFiles = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/files',
  scope: 'read',
  tag: 'codebases',
  summary: 'List the indexed files of a codebase',
  params,
  query: pageParameters.extend({
    ...momentParameters,
    q: textParameter('Only files whose path contains this text.', 'graph-store').optional(),
  }),
  answers: {
    200: {
      description: 'The files by path.',
      schema: sourceFilePageSchema,
      example: {
        items: [
          {
            path: 'packages/graph-store/src/open-graph.ts',
            language: 'typescript',
            content_hash: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
          },
        ],
        next_cursor: null,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

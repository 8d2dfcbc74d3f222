import { z } from 'zod';
import { brokenReferencePageSchema } from '../broken-reference.ts';
import { deletedSymbolPageSchema } from '../deleted-symbol.ts';
import { differenceKindSchema, graphDiffSchema } from '../graph-diff.ts';
import { graphExaminationSchema } from '../graph-examination.ts';
import { pageSchema } from '../page.ts';
import { purgeRequestSchema, purgeResultSchema } from '../purge.ts';
import {
  quarantineDiscardSchema,
  quarantinePageSchema,
  quarantineRestorationSchema,
} from '../quarantine.ts';
import { symbolHistoryEntrySchema } from '../symbol-history.ts';
import { revisionExample, symbolExample, symbolRefExample } from './examples.ts';
import {
  codebaseNameParameter,
  fqnParameter,
  idParameter,
  momentParameters,
  pageParameters,
  textParameter,
} from './parameters.ts';
import { defineRoute } from './route.ts';

export const symbolHistoryPageSchema = pageSchema(symbolHistoryEntrySchema);

const params = z.object({ name: codebaseNameParameter });

const momentText =
  'the number of a revision, a commit or the beginning of one, or a time (ISO 8601, in UTC or with an offset).';

const otherExample = {
  ...symbolRefExample,
  fqn: '@clew/graph-store/src/codebases/open-codebase.ts#openCodebase',
  name: 'openCodebase',
  file: 'packages/graph-store/src/codebases/open-codebase.ts',
};

const siteExample = {
  relation: 'calls',
  from: otherExample,
  to: symbolRefExample,
  file: otherExample.file,
  line: 31,
};

export const diffRevisions = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/diff',
  scope: 'read',
  tag: 'codebases',
  summary: 'Compare two moments of a codebase',
  description:
    'Net differences: what came and went in between is none, nor is what only moved within its file, and a symbol that was renamed is the same one. `totals` and `edges` count all, also those on other pages.',
  params,
  query: pageParameters.extend({
    from: textParameter(`The earlier moment: ${momentText}`, '1').max(64),
    to: textParameter(`The later moment: ${momentText} The present when left out.`, '2026-03-02')
      .max(64)
      .optional(),
    kind: differenceKindSchema.optional().meta({ description: 'Only differences of this kind.' }),
  }),
  answers: {
    200: {
      description: 'The differences, by kind and name.',
      schema: graphDiffSchema,
      example: {
        from: { revision: 1, commit: revisionExample.commit },
        to: { revision: 2, commit: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3' },
        totals: {
          symbol_added: 0,
          symbol_removed: 0,
          symbol_renamed: 1,
          symbol_changed: 0,
          edge_added: 1,
          edge_removed: 0,
          entry_point_added: 0,
          entry_point_removed: 0,
          dependency_added: 0,
          dependency_removed: 0,
        },
        edges: [{ relation: 'calls', added: 1, removed: 0 }],
        items: [
          {
            kind: 'symbol_renamed',
            symbol: symbolRefExample,
            old_fqn: '@clew/graph-store/src/open-graph.ts#open',
            changed: ['signature'],
          },
          { kind: 'edge_added', ...siteExample },
        ],
        next_cursor: null,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const listSymbolHistory = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/history',
  scope: 'read',
  tag: 'symbols',
  summary: 'List what happened to a symbol',
  description:
    'The changes of the symbol and of what begins at it (its edges, entry points, dependencies and what is known of it), newest first, each with its revision and commit: who introduced a dependency, and when. Renames are followed to the earlier names, and a name that the symbol had before finds it. What only moved within its file is left out. The first index of a codebase records no single changes.',
  params: z.object({ name: codebaseNameParameter, fqn: fqnParameter }),
  query: pageParameters.extend(momentParameters),
  answers: {
    200: {
      description: 'The changes.',
      schema: symbolHistoryPageSchema,
      example: {
        items: [
          {
            seq: 4711,
            time: '2026-03-02T09:30:01.070Z',
            revision: 2,
            commit: revisionExample.commit,
            entity: 'edge',
            operation: 'INSERT',
            fqn: otherExample.fqn,
            changed_fields: [],
            old_values: null,
            new_values: {
              from: otherExample.fqn,
              to: symbolRefExample.fqn,
              relation: 'calls',
              line: 31,
              file: otherExample.file,
              resolution: 'exact',
              metadata: null,
            },
          },
        ],
        next_cursor: null,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const listBrokenReferences = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/broken-references',
  scope: 'read',
  tag: 'codebases',
  summary: 'List the references to what is not there',
  description:
    'Edges of active symbols that point at a removed symbol, or at a name that nobody defines.',
  params,
  query: pageParameters.extend(momentParameters),
  answers: {
    200: {
      description: 'The references, by target.',
      schema: brokenReferencePageSchema,
      example: {
        items: [{ ...siteExample, reason: 'removed', removed_at: '2026-03-02T09:29:16.180Z' }],
        total: 1,
        next_cursor: null,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const listDeletedSymbols = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/deleted-symbols',
  scope: 'read',
  tag: 'symbols',
  summary: 'List the symbols that can be restored',
  description:
    'Soft-deleted symbols, because somebody deleted them or because they left the sources. Those that went with what contains them are left out unless `q` or `symbol` is given.',
  params,
  query: pageParameters.extend({
    ...momentParameters,
    q: textParameter(
      'Only symbols whose fully qualified name contains this.',
      'openGraph',
    ).optional(),
    symbol: textParameter(
      'Only the symbol with this fully qualified name.',
      symbolRefExample.fqn,
    ).optional(),
  }),
  answers: {
    200: {
      description: 'The symbols, the latest deleted first.',
      schema: deletedSymbolPageSchema,
      example: {
        items: [
          {
            ...symbolExample,
            deleted_at: '2026-03-02T09:29:16.180Z',
            container: null,
            members: 0,
            broken_references: 1,
          },
        ],
        next_cursor: null,
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const purgeSymbols = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/purge',
  scope: 'admin',
  tag: 'codebases',
  summary: 'Remove for good what was deleted long ago',
  description:
    'Removes the rows of soft-deleted symbols that are old enough, 14 days when nothing is said, and everything that depends on them. The worker does the same by itself.',
  params,
  body: { schema: purgeRequestSchema, example: { older_than_days: 14 }, optional: true },
  answers: {
    200: {
      description: 'What was removed, per table.',
      schema: purgeResultSchema,
      example: {
        before: '2026-02-16T09:30:00.000Z',
        rows: { symbols: 12, edges: 31 },
        total: 43,
        kept: 0,
      },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

export const examineGraph = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/doctor',
  scope: 'read',
  tag: 'codebases',
  summary: 'Examine the graph of a codebase',
  description:
    'Makes every check that needs no sources, each with its own count. Whether the sources still say what the graph says is not among them, for that takes a full index: `clew doctor` compares both. Reads the whole graph.',
  params,
  answers: {
    200: {
      description: 'The findings; `sound` means that there is neither an error nor a warning.',
      schema: graphExaminationSchema,
      example: {
        status: 'attention',
        findings: [
          {
            check: 'broken_references',
            severity: 'warning',
            count: 1,
            message:
              'Code refers to what is not there any more. Index the files that do, or mend them.',
            samples: [`${otherExample.fqn} -> ${symbolRefExample.fqn}`],
          },
        ],
        checks: ['orphans', 'foreign_keys', 'broken_references'],
        drift: 'not_checked',
        integrity: {
          ok: true,
          orphans: [],
          orphans_total: 0,
          foreign_key_violations: 0,
          file_problems: [],
          quarantined: [],
          broken_references: 1,
          checked_at: '2026-03-02T09:30:00.000Z',
        },
        revision: 1,
        commit: revisionExample.commit,
        examined_at: '2026-03-02T09:30:00.000Z',
      },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

export const listQuarantine = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/quarantine',
  scope: 'read',
  tag: 'codebases',
  summary: 'List the rows that a migration could not keep',
  description: 'Each says what keeps it from being put back; `obstacle` is null when nothing does.',
  params,
  query: pageParameters,
  answers: {
    200: {
      description: 'The rows as they were, the latest put away first.',
      schema: quarantinePageSchema,
      example: {
        items: [
          {
            id: 1,
            table: 'edges',
            type: 'edge_to',
            row_id: 4711,
            row: { from_fqn: 'a#f', to_fqn: 'gone#g', relation: 'calls', line: 3 },
            reason: 'missing_reference',
            quarantined_at: '2026-03-02T09:30:00.000Z',
            obstacle: 'The graph has no symbol "gone#g". Index the file that defines it.',
          },
        ],
        total: 1,
        next_cursor: null,
      },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

const quarantinedRow = z.object({ name: codebaseNameParameter, id: idParameter });

export const restoreQuarantined = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/quarantine/{id}/restore',
  scope: 'write',
  tag: 'codebases',
  summary: 'Put a quarantined row back',
  description:
    'Possible once everything that the row points at is an active symbol again, and while the graph does not say the same already; a symbol that was kept without its parent gets it back. Otherwise the answer is 409 with what is in the way, and nothing changes. All entries of the row leave the quarantine together.',
  params: quarantinedRow,
  answers: {
    200: {
      description: 'The row is in the graph again.',
      schema: quarantineRestorationSchema,
      example: { table: 'edges', row_id: 5120, entries: 1 },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const discardQuarantined = defineRoute({
  method: 'delete',
  path: '/api/v1/codebases/{name}/quarantine/{id}',
  scope: 'admin',
  tag: 'codebases',
  summary: 'Discard a quarantined row',
  description:
    'For good: the graph stays as it is, and only a backup of the older database has the row then. All entries of the row leave the quarantine together.',
  params: quarantinedRow,
  answers: {
    200: {
      description: 'The row is gone; this is what it said.',
      schema: quarantineDiscardSchema,
      example: {
        table: 'edges',
        row: { from_fqn: 'a#f', to_fqn: 'gone#g', relation: 'calls', line: 3 },
        entries: 1,
      },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, site, symbol } from '../test/facts.ts';
import { createConstraint } from './knowledge/create-constraint.ts';
import { createGlossaryTerm } from './knowledge/create-glossary-term.ts';
import { getKnowledge } from './knowledge/get-knowledge.ts';
import { putSummary } from './knowledge/put-summary.ts';
import type { Graph } from './open-graph.ts';
import { deleteSymbol } from './symbols/delete-symbol.ts';
import { getSymbol } from './symbols/get-symbol.ts';
import { previewDeletion } from './symbols/preview-deletion.ts';
import { renameSymbol } from './symbols/rename-symbol.ts';
import { restoreSymbol } from './symbols/restore-symbol.ts';
import { findPaths } from './traverse/find-paths.ts';
import { getCallees } from './traverse/get-callees.ts';
import { getCallers } from './traverse/get-callers.ts';
import { getChangeImpact } from './traverse/get-change-impact.ts';
import { getImpact } from './traverse/get-impact.ts';
import { queryGraph } from './traverse/query-graph.ts';

const own = 'app/a.ts#';

function facts(names: readonly string[]) {
  return file(
    'a.ts',
    names.map((name) => symbol(own + name, { kind: 'method' })),
    [edge(`${own}a`, `${own}b`), edge(`${own}a`, 'lib#x'), edge(`${own}a`, `${own}b`, 'overrides')],
    [site(`${own}a`, 'm')],
  );
}

/** The graph with every statement that is prepared on it written down. */
function watched(graph: Graph): { readonly graph: Graph; readonly statements: Set<string> } {
  const statements = new Set<string>();
  const prepare: Graph['prepare'] = (sql) => {
    statements.add(sql);
    return graph.prepare(sql);
  };
  return { graph: { ...graph, prepare }, statements };
}

/** Steps of a plan that read a whole table, or a whole index of it. */
function scans(graph: Graph, sql: string): readonly string[] {
  const parameters = /[:@$][a-z]/i.test(sql.replaceAll(/'[^']*'/g, ''));
  const count = sql.replaceAll(/'[^']*'/g, '').split('?').length - 1;
  const statement = graph.sqlite.prepare<unknown[], { detail: string }>(
    `explain query plan ${sql}`,
  );
  const named = Object.fromEntries(
    [...sql.matchAll(/[:@$]([a-z_]\w*)/gi)].map(([, name]) => [name, null]),
  );
  return statement
    .all(...(parameters ? [named] : Array<null>(count).fill(null)))
    .map(({ detail }) => detail)
    .filter((detail) =>
      /^SCAN (?!.*VIRTUAL TABLE|CONSTANT ROW|\d+-ROW VALUES|subtree|reached|sqlite_sequence|\(subquery-\d+\))/.test(
        detail,
      ),
    );
}

/** What reads whole tables on purpose, because there is nothing to look up by. */
const whole = [
  // Every stub is a candidate after a full run; packages are few, and told by their kind.
  "select id from symbols where origin <> 'project'",
  'select id, fqn from symbols',
  // Calls of a value, when a target is used as one.
  "u.reason in ('anonymous_target', 'dynamic_member')",
  // Reads one row at most.
  'select 1 from edges limit 1',
  // The schema itself.
  'sqlite_schema',
  // All active files are compared with the batch.
  'select id, path from files',
  'select id, path, language from files',
  'select path from index_inputs',
  // Holds what its transaction changed.
  'from symbol_search_change',
];

const questions: Readonly<Record<string, (graph: Graph) => unknown>> = {
  callers: (graph) => getCallers({ ctx: { graph }, input: { fqn: `${own}b` } }),
  callees: (graph) => getCallees({ ctx: { graph }, input: { fqn: `${own}a` } }),
  impact: (graph) => getImpact({ ctx: { graph }, input: { fqn: `${own}b` } }),
  'impact of lines': (graph) =>
    getChangeImpact({
      ctx: { graph },
      input: { ranges: [{ file: 'a.ts', start_line: 1, end_line: 2 }] },
    }),
  paths: (graph) => findPaths({ ctx: { graph }, input: { from: `${own}a`, to: `${own}b` } }),
  'a part of the graph': (graph) =>
    queryGraph({ ctx: { graph }, input: { start: [`${own}a`], direction: 'both' } }),
  preview: (graph) => previewDeletion({ ctx: { graph }, input: { fqn: `${own}b` } }),
  symbol: (graph) => getSymbol({ ctx: { graph }, input: { fqn: `${own}b` } }),
  knowledge: (graph) => {
    const ctx = { graph };
    const source = `${own}b`;
    const { source_hash } = getKnowledge({ ctx, input: { fqn: source } });
    putSummary({ ctx, input: { fqn: source, summary: 'x', source_hash, version: null } });
    createGlossaryTerm({ ctx, input: { code_term: 'x', source, source_hash } });
    createConstraint({ ctx, input: { name: 'x', source, source_hash } });
  },
  'delete and restore': (graph) => {
    deleteSymbol({ ctx: { graph }, input: { fqn: `${own}b`, mode: 'soft' } });
    restoreSymbol({ ctx: { graph }, input: { fqn: `${own}b` } });
    deleteSymbol({ ctx: { graph }, input: { fqn: `${own}b`, mode: 'hard' } });
  },
  rename: (graph) => renameSymbol({ ctx: { graph }, input: { fqn: `${own}b`, to: 'lib#x' } }),
  apply: (graph) => {
    apply(graph, batch([facts(['a', 'b', 'c'])], { externals: [external('lib#x')] }));
    apply(graph, batch([facts(['a'])], { scope: 'full' }));
    apply(graph, batch([], { removed_files: ['a.ts'] }));
  },
};

test.each(Object.entries(questions))('%s looks up every row by an index', async (_, ask) => {
  await using folder = await tempDir();
  const plain = emptyGraph(folder.path);
  apply(plain, batch([facts(['a', 'b'])], { externals: [external('lib#x')] }));
  const { graph, statements } = watched(plain);
  ask(graph);
  expect(statements.size).toBeGreaterThan(0);
  for (const sql of statements) {
    if (whole.some((text) => sql.includes(text))) continue;
    expect({ sql, scans: scans(plain, sql) }).toEqual({ sql, scans: [] });
  }
  plain.close();
});

test('a scan would be seen', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  expect(scans(graph, 'select metadata from edges where line = ?')).toEqual(['SCAN edges']);
  graph.close();
});

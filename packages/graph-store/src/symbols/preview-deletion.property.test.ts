import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyGraph } from '../../test/facts.ts';
import { lostRows, rowCounts } from '../../test/table-rows.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from './delete-symbol.ts';
import { previewDeletion } from './preview-deletion.ts';

const symbols = 8;
const someId = fc.integer({ min: 1, max: symbols });
const optionalId = fc.option(someId);

/** Rows that point at symbols at random, in every table; a symbol's parent comes before it. */
const rows = fc.record({
  parents: fc.array(fc.nat(), { minLength: symbols, maxLength: symbols }),
  files: fc.array(fc.option(fc.integer({ min: 1, max: 3 })), {
    minLength: symbols,
    maxLength: symbols,
  }),
  fileSymbols: fc.array(fc.boolean(), { minLength: symbols, maxLength: symbols }),
  edges: fc.array(fc.tuple(someId, someId, fc.option(fc.integer({ min: 1, max: 3 }))), {
    maxLength: 12,
  }),
  antiPatterns: fc.array(fc.tuple(someId, optionalId), { maxLength: 3 }),
  knowledge: fc.array(
    fc.tuple(
      fc.constantFrom(
        "insert into entry_points (symbol_id, entry_type) values (?, 'cli')",
        "insert into external_dependencies (caller_id, dependency_type) values (?, 'http')",
        "insert into summaries (target_id, summary) values (?, 's')",
        "insert into glossary (code_term, source_id) values ('t', ?)",
        "insert into constraints (name, source_id) values ('c', ?)",
        "insert into unresolved_references (from_id, name, reason) values (?, 'n', 'ambiguous')",
      ),
      someId,
    ),
    { maxLength: 12 },
  ),
  victim: someId,
});

function fill(graph: Graph, facts: typeof rows extends fc.Arbitrary<infer T> ? T : never): void {
  graph.sqlite.exec(`delete from files; delete from symbols; delete from glossary;
    delete from constraints;
    insert into files (id, path) values (1, 'a'), (2, 'b'), (3, 'c')`);
  const insert = graph.prepare(
    'insert into symbols (id, fqn, kind, name, parent_id, file_id) values (?, ?, ?, ?, ?, ?)',
  );
  for (let id = 1; id <= symbols; id += 1) {
    const parent = (facts.parents[id - 1] ?? 0) % id;
    const kind = facts.fileSymbols[id - 1] === true ? 'file' : 'class';
    insert.run(id, `s${id}`, kind, `s${id}`, parent === 0 ? null : parent, facts.files[id - 1]);
  }
  const addEdge = graph.prepare(
    'insert or ignore into edges (from_id, to_id, relation, file_id) values (?, ?, 1, ?)',
  );
  for (const each of facts.edges) addEdge.run(...each);
  const addPattern = graph.prepare(
    `insert into anti_patterns (rule, from_id, to_id) values ('r', ?, ?)`,
  );
  for (const each of facts.antiPatterns) addPattern.run(...each);
  for (const [sql, id] of facts.knowledge) graph.prepare(sql).run(id);
}

test('a preview counts exactly the rows that a hard deletion takes, and writes none', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  fc.assert(
    fc.property(rows, (facts) => {
      graph.transaction(() => fill(graph, facts));
      const before = rowCounts(graph);
      const input = { fqn: `s${facts.victim}` };
      const preview = previewDeletion({ ctx: { graph }, input });
      expect(rowCounts(graph)).toEqual(before);
      const left = graph.sqlite
        .prepare('select distinct from_id from edges where from_id <> to_id')
        .pluck();
      const callers = preview.broken_callers.map(({ fqn }) => Number(fqn.slice(1)));
      expect(left.all()).toEqual(expect.arrayContaining(callers));
      const result = deleteSymbol({ ctx: { graph }, input: { ...input, mode: 'hard' } });
      const lost = lostRows(before, rowCounts(graph));
      expect(preview.rows).toEqual(lost);
      expect(result.rows).toEqual(lost);
      expect(preview.total).toBe(Object.values(lost).reduce((sum, each) => sum + each, 0));
      const alive = graph.sqlite.prepare('select id from symbols').pluck().all();
      expect(alive).toEqual(expect.arrayContaining(callers));
    }),
    { numRuns: 300 },
  );
  graph.close();
});

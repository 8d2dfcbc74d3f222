import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEdit, EvolvingProgram } from '../../../test/evolving-program.ts';
import { apply, emptyGraph } from '../../../test/facts.ts';
import { graphFacts } from '../../../test/graph-facts.ts';
import { checkIntegrity } from '../../integrity/check-integrity.ts';
import { type Graph, openGraph } from '../../open-graph.ts';

/** Writes a summary for each declaration that has none: who it is. */
function describeDeclarations(graph: Graph, program: EvolvingProgram): void {
  const describe = graph.prepare<[string, string]>(`
    insert into summaries (target_id, summary)
    select s.id, ? from symbols s
    where s.fqn = ? and not exists (select 1 from summaries where target_id = s.id)`);
  for (const [identity, { fqn }] of program.declared) describe.run(String(identity), fqn);
}

function idOf(graph: Graph, fqn: string): number | undefined {
  return graph
    .prepare<[string], { id: number }>(
      'select id from symbols where fqn = ? and deleted_at is null',
    )
    .get(fqn)?.id;
}

const projectIds = (graph: Graph) =>
  graph.sqlite.prepare("select id from symbols where origin = 'project'").pluck().all();

test('whatever is renamed and moved, nothing is lost or mixed up, and the graph is that of a fresh index', async () => {
  await using folder = await tempDir();
  const template = emptyGraph(folder.path, 'template.db');
  template.close();
  let run = 0;
  const fresh = (): Graph => {
    const path = join(folder.path, `${++run}.db`);
    copyFileSync(template.path, path);
    return openGraph(path);
  };
  const edits = fc.array(fc.array(anyEdit, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  });
  let recognised = 0;
  fc.assert(
    fc.property(edits, fc.boolean(), (steps, full) => {
      const graph = fresh();
      const program = new EvolvingProgram();
      apply(graph, program.full());
      describeDeclarations(graph, program);
      for (const step of steps) {
        const before = program.declared;
        const rowsBefore = new Map(
          [...before].map(([identity, { fqn }]) => [identity, idOf(graph, fqn)]),
        );
        const ids = projectIds(graph);
        const state = program.state();
        for (const edit of step) program.edit(edit);
        const { counts } = apply(graph, full ? program.full() : program.since(state));
        recognised += counts.symbols_renamed;

        expect(projectIds(graph)).toEqual(expect.arrayContaining(ids));
        const summaries = graph.prepare<[string], { summary: string }>(`
          select m.summary from summaries m join symbols s on s.id = m.target_id where s.fqn = ?`);
        for (const [identity, { fqn, version, trivial }] of program.declared) {
          expect([
            fqn,
            summaries.all(fqn).filter(({ summary }) => summary !== String(identity)),
          ]).toEqual([fqn, []]);
          const was = before.get(identity);
          const isOnlyEdit = step.length === 1 && was !== undefined && was.version === version;
          if (isOnlyEdit && !trivial) {
            expect([fqn, idOf(graph, fqn)]).toEqual([fqn, rowsBefore.get(identity)]);
          }
        }
        describeDeclarations(graph, program);
      }
      const once = fresh();
      apply(once, program.full());
      expect(graphFacts(graph)).toEqual(graphFacts(once));
      expect(checkIntegrity({ ctx: { graph } })).toMatchObject({ ok: true, broken_references: 0 });
      graph.close();
      once.close();
    }),
    { numRuns: 60 },
  );
  expect(recognised).toBeGreaterThan(50);
});

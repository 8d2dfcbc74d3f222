import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEdit, type Edit, EvolvingProgram } from '../../test/evolving-program.ts';
import { apply, emptyGraph } from '../../test/facts.ts';
import { tableRows } from '../../test/table-rows.ts';
import { pruneChanges } from '../changes/prune-changes.ts';
import { readChanges } from '../changes/read-changes.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { renameSymbol } from '../symbols/rename-symbol.ts';
import { restoreSymbol } from '../symbols/restore-symbol.ts';
import { copyGraph } from './copy-graph.ts';
import { findMoment } from './find-moment.ts';
import { refillChanges } from './refill-changes.ts';
import { rewindGraph } from './rewind-graph.ts';

/** What a person does to a graph between index runs. */
type Deed =
  | {
      readonly kind: 'soft' | 'hard' | 'restore' | 'rename' | 'summary' | 'glossary' | 'forget';
      readonly at: number;
    }
  | { readonly kind: 'index'; readonly edits: readonly Edit[]; readonly full: boolean }
  | { readonly kind: 'prune' };

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('index' as const),
      edits: fc.array(anyEdit, { minLength: 1, maxLength: 4 }),
      full: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('soft', 'hard', 'restore', 'rename', 'summary', 'glossary', 'forget'),
      at: fc.nat({ max: 30 }),
    }) as fc.Arbitrary<Deed>,
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prune' as const) }) },
);

/** Everything that a graph holds, row by row. */
function snapshot(graph: Graph) {
  return { ...tableRows(graph), revisions: graph.sqlite.prepare('select * from revisions').all() };
}

/** Does to the graph what a person would, where it is possible. */
function act(graph: Graph, { kind, at }: Extract<Deed, { at: number }>): void {
  const rows = graph.sqlite
    .prepare("select id, fqn, deleted_at from symbols where origin = 'project' order by id")
    .all() as { id: number; fqn: string; deleted_at: string | null }[];
  const chosen = rows[at % Math.max(1, rows.length)];
  if (chosen === undefined) return;
  const { id, fqn, deleted_at } = chosen;
  switch (kind) {
    case 'soft':
      if (deleted_at === null) deleteSymbol({ ctx: { graph }, input: { fqn, mode: 'soft' } });
      return;
    case 'hard':
      deleteSymbol({ ctx: { graph }, input: { fqn, mode: 'hard' } });
      return;
    case 'restore': {
      const parent = graph.sqlite
        .prepare(
          'select 1 from symbols c join symbols p on p.id = c.parent_id where c.id = ? and p.deleted_at is not null',
        )
        .get(id);
      if (parent === undefined) restoreSymbol({ ctx: { graph }, input: { fqn } });
      return;
    }
    case 'rename':
      if (deleted_at === null) renameSymbol({ ctx: { graph }, input: { fqn, to: `${fqn}~${at}` } });
      return;
    case 'summary':
      graph.sqlite
        .prepare('insert into summaries (target_id, summary) values (?, ?)')
        .run(id, `note ${at}`);
      return;
    case 'glossary':
      graph.sqlite
        .prepare('insert into glossary (code_term, source_id, synonyms) values (?, ?, ?)')
        .run(`term ${at}`, id, '["a"]');
      graph.sqlite
        .prepare('update glossary set business_meaning = ? where source_id = ?')
        .run(`meaning ${at}`, id);
      return;
    case 'forget':
      graph.sqlite.exec('delete from summaries');
      return;
    default:
      kind satisfies never;
  }
}

test('a copy that is wound back is the graph that was there, row by row, whatever happened since', async () => {
  await using folder = await tempDir();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeed, { minLength: 2, maxLength: 8 }), async (deeds) => {
      run += 1;
      const graph = emptyGraph(folder.path, `${run}.db`);
      const program = new EvolvingProgram();
      apply(graph, program.full());
      let told = program.state();
      const moments = new Map([[1, snapshot(graph)]]);
      const relayed: ReturnType<typeof readChanges>[number][] = [];
      for (const deed of deeds) {
        if (deed.kind === 'prune') {
          const changes = readChanges({ ctx: { graph }, input: { after: 0, limit: 100_000 } });
          relayed.push(...changes);
          pruneChanges({ ctx: { graph }, input: { through: changes.at(-1)?.seq ?? 0 } });
        } else if (deed.kind === 'index') {
          for (const edit of deed.edits) program.edit(edit);
          const { id } = apply(graph, deed.full ? program.full() : program.since(told));
          told = program.state();
          moments.set(id, snapshot(graph));
        } else act(graph, deed);
      }
      const { path } = graph;
      for (const [revision, then] of moments) {
        const to = join(folder.path, `${run}-${revision}.db`);
        await copyGraph({ from: path, to });
        const past = openGraph(to);
        const { change } = findMoment({ ctx: { graph: past }, input: { at: String(revision) } });
        refillChanges({ ctx: { graph: past }, input: { changes: relayed } });
        rewindGraph({ ctx: { graph: past }, input: { through: change } });
        expect(snapshot(past)).toEqual(then);
        expect(checkIntegrity({ ctx: { graph: past } }).ok).toBe(true);
        past.close();
      }
      graph.close();
    }),
    { numRuns: 25 },
  );
});

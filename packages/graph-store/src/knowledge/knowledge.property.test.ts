import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEdit, type Edit, EvolvingProgram } from '../../test/evolving-program.ts';
import { apply, emptyGraph } from '../../test/facts.ts';
import { tableRows } from '../../test/table-rows.ts';
import { GraphError } from '../graph-error.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import { examineGraph } from '../life/examine-graph.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { copyGraph } from '../past/copy-graph.ts';
import { findMoment } from '../past/find-moment.ts';
import { rewindGraph } from '../past/rewind-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { renameSymbol } from '../symbols/rename-symbol.ts';
import { restoreSymbol } from '../symbols/restore-symbol.ts';
import { createConstraint } from './create-constraint.ts';
import { createGlossaryTerm } from './create-glossary-term.ts';
import { getKnowledge } from './get-knowledge.ts';
import { listConstraints } from './list-constraints.ts';
import { listGlossary } from './list-glossary.ts';
import { listSummaries } from './list-summaries.ts';
import { putSummary } from './put-summary.ts';
import { updateConstraint } from './update-constraint.ts';
import { updateGlossaryTerm } from './update-glossary-term.ts';

const tables = ['summaries', 'glossary', 'constraints'] as const;
type Table = (typeof tables)[number];

type Deed =
  | { readonly kind: 'index'; readonly edits: readonly Edit[]; readonly full: boolean }
  | { readonly kind: 'revert'; readonly edits: number }
  | { readonly kind: 'soft' | 'hard' | 'restore' | 'rename' | 'read'; readonly at: number }
  | { readonly kind: 'write'; readonly table: Table; readonly hand: number };

/** Few symbols are edited and read often, so that both often meet. */
const often = fc.nat({ max: 4 });

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('index' as const),
      edits: fc
        .record({ kind: fc.constant('edit' as const), at: often, calls: fc.constant([]) })
        .map((edit) => [edit]),
      full: fc.constant(false),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('index' as const),
      edits: fc.array(anyEdit, { minLength: 1, maxLength: 3 }),
      full: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('revert' as const),
      edits: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'soft' as const,
        'hard' as const,
        'restore' as const,
        'rename' as const,
      ),
      at: fc.nat({ max: 15 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('read' as const), at: often }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      table: fc.constantFrom(...tables),
      hand: fc.nat({ max: 4 }),
    }),
  },
);

interface SymbolRow {
  readonly id: number;
  readonly fqn: string;
  readonly deleted_at: string | null;
  readonly own: string | null;
}

interface Text {
  readonly id: number;
  readonly symbol: number;
  readonly said: string;
  readonly is_stale: number;
}

const selectSymbols =
  'select id, fqn, deleted_at, coalesce(body_hash, shape_hash) as own from symbols';

function symbols(graph: Graph): readonly SymbolRow[] {
  return graph
    .prepare<[], SymbolRow>(`${selectSymbols} where origin = 'project' order by id`)
    .all();
}

function texts(graph: Graph, table: Table): readonly Text[] {
  const said = {
    summaries: 'target_id as symbol, json_array(level, summary, source_hash) as said',
    glossary: 'source_id as symbol, json_array(code_term, business_meaning, source_hash) as said',
    constraints: 'source_id as symbol, json_array(name, description, source_hash) as said',
  }[table];
  return graph.prepare<[], Text>(`select id, ${said}, is_stale from ${table} order by id`).all();
}

/** What a text about a symbol speaks of, spelt out: the source itself, or what others see of its members. */
function sourceOf(graph: Graph, { id, fqn, own }: SymbolRow): string {
  if (own !== null) return own;
  const members = graph
    .prepare<[number], { fqn: string; kind: string; shape_hash: string | null }>(
      'select fqn, kind, shape_hash from symbols where parent_id = ? and deleted_at is null order by fqn',
    )
    .all(id);
  return JSON.stringify(
    members.map((each) => [each.fqn.replace(fqn, ''), each.kind, each.shape_hash]),
  );
}

/** What somebody has read of a symbol, and holds while the world moves on. */
interface Hand {
  readonly fqn: string;
  readonly source: string;
  readonly known: ReturnType<typeof getKnowledge>;
  readonly held: Readonly<Record<Table, Text | null>>;
}

const heldBy = (graph: Graph, table: Table, symbol: number): Text | null =>
  texts(graph, table).find((text) => text.symbol === symbol) ?? null;

function read(graph: Graph, row: SymbolRow): Hand {
  return {
    fqn: row.fqn,
    source: sourceOf(graph, row),
    known: getKnowledge({ ctx: { graph }, input: { fqn: row.fqn } }),
    held: {
      summaries: heldBy(graph, 'summaries', row.id),
      glossary: heldBy(graph, 'glossary', row.id),
      constraints: heldBy(graph, 'constraints', row.id),
    },
  };
}

/** Writes from a hand, as a writer does who looks at nothing else. */
function write(graph: Graph, { table, hand, words }: { table: Table; hand: Hand; words: string }) {
  const { fqn, known } = hand;
  const { source_hash } = known;
  const ctx = { graph };
  switch (table) {
    case 'summaries': {
      const version = known.summaries[0]?.version ?? null;
      putSummary({ ctx, input: { fqn, summary: words, source_hash, version } });
      return;
    }
    case 'glossary': {
      const [term] = known.glossary;
      const business_meaning = words;
      if (term === undefined) {
        const input = { code_term: 'term', business_meaning, source: fqn, source_hash };
        createGlossaryTerm({ ctx, input });
      } else {
        const { id, version } = term;
        updateGlossaryTerm({ ctx, input: { id, version, business_meaning, source_hash } });
      }
      return;
    }
    case 'constraints': {
      const [constraint] = known.constraints;
      const description = words;
      if (constraint === undefined) {
        createConstraint({ ctx, input: { name: 'rule', description, source: fqn, source_hash } });
      } else {
        const { id, version } = constraint;
        updateConstraint({ ctx, input: { id, version, description, source_hash } });
      }
      return;
    }
    default:
      table satisfies never;
  }
}

function act(graph: Graph, { kind, at }: Extract<Deed, { at: number }>): void {
  const rows = symbols(graph);
  const chosen = rows[at % Math.max(1, rows.length)];
  if (chosen === undefined) return;
  const { fqn } = chosen;
  try {
    if (kind === 'soft' || kind === 'hard')
      deleteSymbol({ ctx: { graph }, input: { fqn, mode: kind } });
    else if (kind === 'restore') restoreSymbol({ ctx: { graph }, input: { fqn } });
    else if (kind === 'rename') renameSymbol({ ctx: { graph }, input: { fqn, to: `${fqn}~` } });
  } catch (error) {
    // It is deleted, or what contains it is, or the name is taken.
    if (!(error instanceof GraphError)) throw error;
  }
}

const replay = (edits: readonly Edit[]): EvolvingProgram => {
  const program = new EvolvingProgram();
  for (const edit of edits) program.edit(edit);
  return program;
};

const knowledgeRows = (graph: Graph) => tables.map((table) => texts(graph, table));

test('a text is stale exactly while its source is another one, no late writer lands, and the past is kept', async () => {
  await using folder = await tempDir();
  const template = emptyGraph(folder.path, 'template.db');
  template.close();
  let run = 0;
  const tally = { landed: 0, refused: 0, stale: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeed, { minLength: 20, maxLength: 30 }), async (deeds) => {
      run += 1;
      const path = join(folder.path, `${run}.db`);
      copyFileSync(template.path, path);
      const graph = openGraph(path);
      let edits: readonly Edit[] = [];
      apply(graph, replay(edits).full());
      const moments = new Map([[1, tableRows(graph)]]);
      const hands: Hand[] = [];
      const writtenFrom = new Map<string, string>();

      const index = (next: readonly Edit[], full: boolean) => {
        const told = replay(edits).state();
        edits = next;
        const program = replay(edits);
        const { id } = apply(graph, full ? program.full() : program.since(told));
        moments.set(id, tableRows(graph));
      };
      const attempt = (table: Table, hand: Hand) => {
        const held = hand.held[table];
        const text = texts(graph, table).find(({ id }) => id === held?.id);
        const now = symbols(graph).find(({ id, fqn, deleted_at }) => {
          // A term is known by its number, a summary by its symbol.
          const isMeant =
            held === null || table === 'summaries' ? fqn === hand.fqn : id === text?.symbol;
          return isMeant && deleted_at === null;
        });
        const mayLand =
          now !== undefined &&
          sourceOf(graph, now) === hand.source &&
          (heldBy(graph, table, now.id)?.said ?? null) === (held?.said ?? null);
        const before = knowledgeRows(graph);
        const words = `text ${tally.landed + tally.refused}`;
        try {
          write(graph, { table, hand, words });
          tally.landed += 1;
          expect(mayLand).toBe(true);
          const written = texts(graph, table).find((each) => each.symbol === now?.id);
          expect(written?.said).toContain(words);
          writtenFrom.set(`${table} ${written?.id}`, hand.source);
        } catch (error) {
          if (!(error instanceof GraphError)) throw error;
          tally.refused += 1;
          expect([error.message, mayLand]).toEqual([error.message, false]);
          expect(knowledgeRows(graph)).toEqual(before);
        }
      };
      const check = () => {
        const active = new Map(
          symbols(graph)
            .filter((row) => row.deleted_at === null)
            .map((row) => [row.id, row]),
        );
        let stale = 0;
        for (const table of tables) {
          for (const { id, symbol, is_stale } of texts(graph, table)) {
            const row = active.get(symbol);
            if (row === undefined) continue;
            const key = `${table} ${id}`;
            const differs = sourceOf(graph, row) !== writtenFrom.get(key);
            expect([key, row.fqn, is_stale]).toEqual([key, row.fqn, Number(differs)]);
            stale += is_stale;
          }
        }
        tally.stale += stale;
        const ask = { ctx: { graph }, input: { stale: true, limit: 200 } };
        const listed = [listSummaries(ask), listGlossary(ask), listConstraints(ask)];
        expect(listed.flatMap(({ items }) => items as readonly unknown[])).toHaveLength(stale);
        const { findings } = examineGraph({ ctx: { graph } });
        expect(findings.find((each) => each.check === 'stale_knowledge')?.count ?? 0).toBe(stale);
      };

      for (const deed of deeds) {
        if (deed.kind === 'index') index([...edits, ...deed.edits], deed.full);
        else if (deed.kind === 'revert') index(edits.slice(0, edits.length - deed.edits), true);
        else if (deed.kind === 'read') {
          const active = symbols(graph).filter((row) => row.deleted_at === null);
          const row = active[deed.at % Math.max(1, active.length)];
          if (row !== undefined) hands.push(read(graph, row));
        } else if (deed.kind === 'write') {
          const hand = hands.at(-1 - deed.hand);
          if (hand !== undefined) attempt(deed.table, hand);
        } else act(graph, deed);
        check();
      }
      expect(checkIntegrity({ ctx: { graph } }).ok).toBe(true);
      const [revision, then] = [...moments].at(-(deeds.length % 3) - 1) ?? [1, moments.get(1)];
      const to = join(folder.path, `${run}-past.db`);
      await copyGraph({ from: path, to });
      const past = openGraph(to);
      const { change } = findMoment({ ctx: { graph: past }, input: { at: String(revision) } });
      rewindGraph({ ctx: { graph: past }, input: { through: change } });
      expect(tableRows(past)).toEqual(then);
      past.close();
      graph.close();
    }),
    { numRuns: 20 },
  );
  // Otherwise it was not tried.
  expect(tally.landed).toBeGreaterThan(10);
  expect(tally.refused).toBeGreaterThan(5);
  expect(tally.stale).toBeGreaterThan(5);
});

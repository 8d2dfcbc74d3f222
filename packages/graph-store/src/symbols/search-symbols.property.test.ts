import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { deferSearch } from './defer-search.ts';
import { searchSymbols } from './search-symbols.ts';

const part = fc.constantFrom('open', 'Graph', 'cart', 'Add', 'x', 'Of', '_', 'é', '%', '"', "'");
const nameOf = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

const symbolsOf = fc.uniqueArray(fc.record({ name: nameOf, signature: nameOf }), {
  minLength: 1,
  maxLength: 20,
  selector: ({ name }) => name,
});

/** All that is found, page by page. */
function findAll(graph: Graph, q: string, limit: number): readonly string[] {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = searchSymbols({ ctx: { graph }, input: { q, limit, cursor } });
    found.push(...page.items.map(({ fqn }) => fqn));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** Places that an index has and no symbol, or the other way round. */
function placesThatDiffer(graph: Graph): readonly unknown[] {
  return ['name', 'fqn', 'text'].flatMap((index) =>
    graph.sqlite
      .prepare(`
        select '${index}', * from (
          select id as place from symbol_search_${index}_docsize
          union all select place from symbol_search_entry)
        group by place having count(*) <> 2`)
      .all(),
  );
}

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

test('whatever holds the text is found, once, whichever index names it, also after an update', async () => {
  await fc.assert(
    fc.asyncProperty(
      symbolsOf,
      symbolsOf,
      fc.oneof(
        nameOf,
        fc.tuple(part, part).map((words) => words.join(' ')),
      ),
      fc.integer({ min: 1, max: 7 }),
      async (before, symbols, q, limit) => {
        await using folder = await tempDir();
        const graph = emptyGraph(folder.path);
        const factsOf = (some: typeof symbols) =>
          some.map(({ name, signature }) => symbol(`app/src/a.ts#${name}`, { name, signature }));
        const facts = factsOf(symbols);
        apply(graph, batch([file('src/a.ts', factsOf(before))]));
        apply(graph, batch([file('src/a.ts', facts)]));
        expect(placesThatDiffer(graph)).toEqual([]);
        const found = findAll(graph, q, limit);
        expect(new Set(found).size).toBe(found.length);
        const words = lower(q).split(' ');
        for (const { fqn, name, signature } of facts) {
          // Less than three letters are looked for in names only.
          const whole = q.length < 3 ? name : fqn;
          const texts = words.every(({ length }) => length < 3) ? name : `${fqn} ${signature}`;
          const isInName = lower(whole).includes(lower(q));
          const isInAll = words.every((word) => lower(texts).includes(word));
          if (isInName || isInAll) expect(found).toContain(fqn);
          else if (!/[A-Z]/.test(q.slice(1))) expect(found).not.toContain(fqn);
        }
        graph.close();
      },
    ),
    { numRuns: 25 },
  );
});

test('words are found in any order, also in signatures and in what was written about a symbol', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const facts = [
    symbol('app/src/a.ts#openGraph', { signature: '(path: string) => Graph' }),
    symbol('app/src/a.ts#sum', { signature: '(prices: Price[]) => Money' }),
  ];
  apply(graph, batch([file('src/a.ts', facts)]));
  const found = (q: string) =>
    searchSymbols({ ctx: { graph }, input: { q } }).items.map(({ name }) => name);
  expect(found('graph open')).toEqual(['openGraph']);
  expect(found('money price')).toEqual(['sum']);
  expect(found('invoice')).toEqual([]);
  graph.sqlite.exec(
    "insert into summaries (target_id, summary) select id, 'Totals of an invoice' from symbols where name = 'sum'",
  );
  expect(found('invoice')).toEqual(['sum']);
  graph.sqlite.exec("update summaries set summary = 'Totals of a bill'");
  expect(found('invoice')).toEqual([]);
  expect(found('bill total')).toEqual(['sum']);
  graph.sqlite.exec('delete from summaries');
  expect(found('bill')).toEqual([]);
  graph.close();
});

test('changes of many symbols reach the indexes at the end of their transaction, or not at all', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([file('src/a.ts', [symbol('app/src/a.ts#openGraph')])]));
  const rename = (name: string) =>
    graph.sqlite
      .prepare("update symbols set name = ?, fqn = 'app/src/a.ts#' || ? where kind = 'function'")
      .run(name, name);
  const found = (q: string) => findAll(graph, q, 10);
  graph.transaction(() =>
    deferSearch(graph, () => {
      rename('closed');
      deferSearch(graph, () => rename('closeAll'));
      expect(placesThatDiffer(graph)).not.toEqual([]);
    }),
  );
  expect(placesThatDiffer(graph)).toEqual([]);
  expect([found('openGraph'), found('closeAll')]).toEqual([[], ['app/src/a.ts#closeAll']]);
  const fail = () =>
    deferSearch(graph, () => {
      rename('never');
      throw new Error('stopped');
    });
  expect(() => graph.transaction(fail)).toThrow('stopped');
  expect([found('never'), found('closeAll')]).toEqual([[], ['app/src/a.ts#closeAll']]);
  rename('atOnce');
  expect(found('atOnce')).toEqual(['app/src/a.ts#atOnce']);
  expect(() => deferSearch(graph, () => rename('x'))).toThrow('needs a transaction');
  graph.close();
});

import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { searchSymbols } from './search-symbols.ts';

const part = fc.constantFrom('open', 'Graph', 'cart', 'Add', 'x', 'Of', '_', 'é', '%', '"', "'");
const nameOf = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

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

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

test('whatever holds the text is found, once, whichever index names it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.record({ name: nameOf, signature: nameOf }), {
        minLength: 1,
        maxLength: 30,
        selector: ({ name }) => name,
      }),
      fc.oneof(
        nameOf,
        fc.tuple(part, part).map((words) => words.join(' ')),
      ),
      fc.integer({ min: 1, max: 7 }),
      async (symbols, q, limit) => {
        await using folder = await tempDir();
        const graph = emptyGraph(folder.path);
        const facts = symbols.map(({ name, signature }) =>
          symbol(`app/src/a.ts#${name}`, { name, signature }),
        );
        apply(graph, batch([file('src/a.ts', facts)]));
        const found = findAll(graph, q, limit);
        expect(new Set(found).size).toBe(found.length);
        const words = lower(q).split(' ');
        for (const { fqn, signature } of facts) {
          const isInName = lower(fqn).includes(lower(q));
          const isInAll = words.every((word) => lower(`${fqn} ${signature}`).includes(word));
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

import { type SummaryLevel, summarisedKinds } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { getKnowledge } from './get-knowledge.ts';
import { listSummaryCandidates } from './list-summary-candidates.ts';
import { putSummary } from './put-summary.ts';
import { readSummaryFacts } from './read-summary-facts.ts';

const cart = 'app/shop/cart.ts#Cart';

/** A public class that two functions use, its methods, a private function, and a file beside. */
function index(graph: Graph, totalBody = 't1'): void {
  const hashed = (fqn: string, body_hash = `body of ${fqn}`) => ({ body_hash, shape_hash: 's' });
  const open = { modifiers: ['export'] };
  apply(
    graph,
    batch([
      file(
        'shop/cart.ts',
        [
          symbol(cart, { kind: 'class', ...open, ...hashed(cart), end_line: 9 }),
          symbol(`${cart}.total`, {
            kind: 'method',
            parent: cart,
            start_line: 3,
            signature: 'total(): number',
            ...hashed('', totalBody),
          }),
          symbol(`${cart}.secret`, { kind: 'method', parent: cart, modifiers: ['private'] }),
          symbol(`${cart}.size`, { kind: 'property', parent: cart }),
        ],
        [edge(`${cart}.total`, `${cart}.secret`)],
      ),
      file(
        'tax.ts',
        [symbol('app/tax.ts#tax', open), symbol('app/tax.ts#round')],
        [
          edge('app/tax.ts#tax', cart),
          edge('app/tax.ts#round', cart),
          edge('app/tax.ts#tax', 'app/tax.ts#round'),
        ],
      ),
    ]),
  );
}

type Choice = Partial<Parameters<typeof listSummaryCandidates>[0]['input']>;

function candidates(graph: Graph, choice: Choice = {}) {
  return listSummaryCandidates({
    ctx: { graph },
    input: { scope: 'missing_or_stale', kinds: summarisedKinds, limit: 100, ...choice },
  });
}

const names = (graph: Graph, choice?: Choice) =>
  candidates(graph, choice).items.map(({ fqn }) => fqn);

function summarise(graph: Graph, fqn: string, summary: string, level?: SummaryLevel): void {
  const { source_hash } = getKnowledge({ ctx: { graph }, input: { fqn } });
  putSummary({
    ctx: { graph },
    input: { fqn, summary, source_hash, version: null, ...(level === undefined ? {} : { level }) },
  });
}

test('public symbols come first, then the most used ones, then by name', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph);
  expect(candidates(graph).items.map(({ fqn, isPublic, uses }) => [fqn, isPublic, uses])).toEqual([
    [cart, true, 2],
    ['app/shop/cart.ts', true, 0],
    [`${cart}.total`, true, 0],
    ['app/tax.ts', true, 0],
    ['app/tax.ts#tax', true, 0],
    [`${cart}.secret`, false, 1],
    ['app/tax.ts#round', false, 1],
  ]);
  const first = candidates(graph, { limit: 1 });
  expect([first.items.length, first.total]).toEqual([1, 7]);
  graph.close();
});

test('files, folders, kinds and names choose', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph);
  expect(names(graph, { path: 'shop', kinds: ['property', 'class'] })).toEqual([
    cart,
    `${cart}.size`,
  ]);
  expect(names(graph, { path: 'sho' })).toEqual([]);
  expect(names(graph, { path: 'tax.ts', kinds: ['function'] })).toEqual([
    'app/tax.ts#tax',
    'app/tax.ts#round',
  ]);
  expect(names(graph, { symbols: [`${cart}.total`, 'app/nothing'] })).toEqual([`${cart}.total`]);
  graph.close();
});

test('a summarised symbol comes back only when its source has changed', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph);
  const fqn = `${cart}.total`;
  summarise(graph, fqn, 'Adds up.');
  summarise(graph, cart, 'What a customer wants to buy.', 'symbol');
  const own = { symbols: [fqn, cart] };
  expect(names(graph, own)).toEqual([]);
  index(graph, 't2');
  expect(candidates(graph, own).items).toMatchObject([{ fqn, why: 'stale', parent: cart }]);
  expect(names(graph, { ...own, scope: 'missing' })).toEqual([]);
  expect(names(graph, { ...own, scope: 'stale' })).toEqual([fqn]);
  expect(names(graph, { scope: 'stale' })).toEqual([fqn]);
  graph.close();
});

test('the facts about a symbol hold its place, its members and its neighbours, with fresh summaries', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph);
  summarise(graph, `${cart}.total`, 'Adds up.');
  const facts = () => readSummaryFacts({ ctx: { graph }, input: { fqn: cart } });
  expect(facts()).toEqual({
    fqn: cart,
    kind: 'class',
    signature: null,
    place: { file: 'shop/cart.ts', contentHash: 'hash of shop/cart.ts', first: 1, last: 9 },
    members: [
      { name: 'total', kind: 'method', signature: 'total(): number', summary: 'Adds up.' },
      { name: 'secret', kind: 'method', signature: null, summary: null },
      { name: 'size', kind: 'property', signature: null, summary: null },
    ],
    callers: [
      { name: 'round', kind: 'function', signature: null, summary: null },
      { name: 'tax', kind: 'function', signature: null, summary: null },
    ],
    callees: [],
  });
  index(graph, 't2');
  expect(facts().members.find(({ name }) => name === 'total')?.summary).toBe(null);
  graph.close();
});

import { join } from 'node:path';
import {
  constraintPageSchema,
  glossaryPageSchema,
  problemSchema,
  summaryPageSchema,
  symbolKnowledgeSchema,
} from '@clew/contracts';
import { codebaseNames, openCodebase } from '@clew/graph-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeIndexedShop, type Shop } from './shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await makeIndexedShop();
});

afterAll(() => shop[Symbol.asyncDispose]());

const knowledge = (args: readonly string[], input = '') =>
  shop.clew(['knowledge', ...args], { input });
const lines = async (args: readonly string[], input?: string) => {
  const { exitCode, out, error } = await knowledge(args, input);
  return [exitCode, out, error];
};
const shown = async (name: string) =>
  symbolKnowledgeSchema.parse(JSON.parse((await knowledge(['show', name, '--json'])).out));

/** As an index run does that finds another text there. */
function changeSource(name: string): void {
  const home = join(shop.root, '.clew');
  const [codebase = ''] = codebaseNames(home);
  const graph = openCodebase({ ctx: { home }, input: { name: codebase } });
  graph.sqlite.prepare("update symbols set body_hash = 'another' where name = ?").run(name);
  graph.close();
}

test('a summary is written from the command line or the input, shown, listed and deleted', async () => {
  expect(await lines(['show', 'Cart.add'])).toEqual([
    0,
    '@demo/shop/src/cart.ts#Cart.add\n  Nothing was written about it.\n',
    '',
  ]);
  expect(await lines(['set', 'Cart.add', 'Puts an article into the basket.'])).toEqual([
    0,
    'Written: the summary of @demo/shop/src/cart.ts#Cart.add (method).\n',
    '',
  ]);
  expect((await shop.clew(['search', 'basket'])).out).toContain('Cart.add');
  expect((await shop.clew(['symbol', 'Cart.add'])).out).toContain(
    '\nPuts an article into the basket.\n',
  );
  await knowledge(['set', 'Cart.add'], 'Puts an article\ninto the trolley.\n');
  expect((await knowledge(['show', 'Cart.add'])).out).toMatchInlineSnapshot(`
    "@demo/shop/src/cart.ts#Cart.add

    summary (method)
      Puts an article
      into the trolley.
    "
  `);
  const page = summaryPageSchema.parse(
    JSON.parse((await knowledge(['list', 'trolley', '--json'])).out),
  );
  expect(page.items.map(({ target }) => target.name)).toEqual(['add']);
  expect((await knowledge(['list'])).out).toContain('Puts an article into the trolley.');
  expect(await lines(['remove', 'Cart.add'])).toEqual([
    0,
    'Deleted: the summary of @demo/shop/src/cart.ts#Cart.add.\n',
    '',
  ]);
  expect(await lines(['list'])).toEqual([0, '', 'There are no such summaries.\n']);
  expect((await knowledge(['remove', 'Cart.add'])).exitCode).toBe(2);
  const blank = await knowledge(['set', 'Cart.add', '  ']);
  expect([blank.exitCode, blank.error]).toEqual([
    2,
    'Nothing was written: summary must not be blank.\n',
  ]);
});

test('a text grows stale with its source, and a late writer is refused', async () => {
  const read = await shown('priceOf');
  await knowledge(['set', 'priceOf', 'The price of an article.']);
  changeSource('priceOf');
  expect((await knowledge(['list', '--stale'])).out).toContain('[stale] The price of an article.');
  const version = (await shown('priceOf')).summaries[0]?.version ?? '';
  const late = await knowledge([
    ...['set', 'priceOf', 'Late.', '--source-hash', read.source_hash],
    ...['--text-version', version, '--json'],
  ]);
  expect(late.exitCode).toBe(2);
  expect(problemSchema.parse(JSON.parse(late.error))).toMatchObject({
    code: 'conflict',
    current: { source_hash: (await shown('priceOf')).source_hash, version },
  });
  const unseen = await knowledge(['set', 'priceOf', 'First!', '--text-version', 'none']);
  expect([unseen.exitCode, unseen.error]).toEqual([2, expect.stringContaining('is there already')]);
  await knowledge(['set', 'priceOf', 'Twice the price.', '--text-version', version]);
  expect((await knowledge(['list', '--stale'])).out).toBe('');
});

test('terms lead to the code, and constraints say what it upholds', async () => {
  const bill = ['glossary', 'add', 'Cart', 'what a customer buys', '-s', 'Cart'];
  expect(await lines([...bill, '--synonym', 'order,Warenkorb'])).toEqual([
    0,
    'Added: Cart (order, Warenkorb): what a customer buys\n',
    '',
  ]);
  expect((await knowledge(bill)).error).toContain('The glossary has the term "Cart" there already');
  expect((await shop.clew(['search', 'warenkorb'])).out).toContain('@demo/shop/src/cart.ts#Cart');
  await knowledge(['glossary', 'add', 'cart', 'of the whole']);
  const ambiguous = await knowledge(['glossary', 'remove', 'cart']);
  expect([ambiguous.exitCode, ambiguous.error]).toEqual([
    2,
    expect.stringContaining('"cart" may mean 2. Give its number:'),
  ]);
  const terms = glossaryPageSchema.parse(
    JSON.parse((await knowledge(['glossary', 'list', 'whole', '--json'])).out),
  );
  expect(await lines(['glossary', 'remove', String(terms.items[0]?.id)])).toEqual([
    0,
    'Deleted: cart: of the whole\n',
    '',
  ]);

  const add = ['constraint', 'add', 'no empty cart', 'An order has an article.'];
  await knowledge([...add, '-t', 'invariant', '-s', 'checkout', '--line', '5']);
  const constraints = constraintPageSchema.parse(
    JSON.parse((await knowledge(['constraint', 'list', '--symbol', 'checkout', '--json'])).out),
  );
  expect(constraints.items).toMatchObject([
    { name: 'no empty cart', constraint_type: 'invariant', source_line: 5, is_stale: false },
  ]);
  expect((await knowledge(['show', 'checkout'])).out).toContain(
    'no empty cart (invariant): An order has an article.',
  );
  await knowledge(['constraint', 'remove', 'No Empty Cart']);
  expect(await lines(['constraint', 'list'])).toEqual([0, '', 'There are no such constraints.\n']);
});

import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  impactSchema,
  neighboursSchema,
  pageSchema,
  problemSchema,
  symbolSchema,
} from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBinary, startClew } from './run-clew.ts';
import { makeIndexedShop, type Shop } from './shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await makeIndexedShop();
});

afterAll(() => shop[Symbol.asyncDispose]());

test('search finds parts of names, the best first, in lines for other tools', async () => {
  const { exitCode, out, error } = await shop.clew(['search', 'cart']);
  expect([exitCode, error]).toEqual([0, '']);
  expect(out).toMatchInlineSnapshot(`
    "class     src/cart.ts:4   @demo/shop/src/cart.ts#Cart
    file      src/cart.ts:1   @demo/shop/src/cart.ts
    method    src/cart.ts:8   @demo/shop/src/cart.ts#Cart.add
    method    src/cart.ts:12  @demo/shop/src/cart.ts#Cart.total
    property  src/cart.ts:5   @demo/shop/src/cart.ts#Cart.#articles
    "
  `);
  const none = await shop.clew(['search', 'nothing-like-it']);
  expect(none).toEqual({
    exitCode: 0,
    out: '',
    error: 'Nothing is named like "nothing-like-it".\n',
  });
  const first = await shop.clew(['search', 'cart', '-n', '1', '--kind', 'method']);
  expect(first.out).toContain('Cart.add');
  expect(first.error).toContain('There is more: -n 5');
});

test('symbol shows what is known of one, and its lines', async () => {
  const { exitCode, out, error } = await shop.clew(['symbol', 'Cart.add', '--source']);
  expect([exitCode, error]).toEqual([0, '']);
  expect(out).toMatchInlineSnapshot(`
    "@demo/shop/src/cart.ts#Cart.add
      kind       method
      declared   src/cart.ts:8
      in         @demo/shop/src/cart.ts#Cart
      signature  add(article: string): void

      add(article: string): void {
        this.#articles.push(article);
      }
    "
  `);
});

test('callers and callees name every site, and say that the list is complete', async () => {
  const [callers, callees] = await Promise.all([
    shop.clew(['callers', 'src/cart.ts#Cart.add']),
    shop.clew(['callees', 'checkout']),
  ]);
  expect(callers.exitCode).toBe(0);
  expect(callers.out).toMatchInlineSnapshot(`
    "1 caller of @demo/shop/src/cart.ts#Cart.add method, src/cart.ts:8
      src/till.ts:6  calls, dynamic  @demo/shop/src/till.ts#checkout
    Exact: nothing in the code could add to it. (revision 1)
    "
  `);
  expect(callees.out).toMatchInlineSnapshot(`
    "3 callees of @demo/shop/src/till.ts#checkout function, src/till.ts:4
      src/till.ts:5  instantiates    @demo/shop/src/cart.ts#Cart
      src/till.ts:6  calls, dynamic  @demo/shop/src/cart.ts#Cart.add
      src/till.ts:7  calls, dynamic  @demo/shop/src/cart.ts#Cart.total
    Exact: nothing in the code could add to it. (revision 1)
    "
  `);
});

test('a list that may lack something says how many sites could add to it, and which', async () => {
  const { exitCode, out } = await shop.clew(['callers', 'total']);
  expect(exitCode).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "1 caller of @demo/shop/src/cart.ts#Cart.total method, src/cart.ts:12
      src/till.ts:7  calls, dynamic  @demo/shop/src/till.ts#checkout
    At least: 1 site could add to it. (revision 1)
      src/till.ts:15  on a value of type any  total
    "
  `);
});

test('impact goes from the nearest to the farthest, as deep as asked', async () => {
  const [whole, near] = await Promise.all([
    shop.clew(['impact', 'priceOf']),
    shop.clew(['impact', 'priceOf', '--depth', '1', '--json']),
  ]);
  expect(whole.exitCode).toBe(0);
  expect(whole.out).toMatchInlineSnapshot(`
    "A change of @demo/shop/src/price.ts#priceOf function, src/price.ts:2 reaches 2 symbols
      1 at step 1, 1 at step 2
      1  src/cart.ts:12  calls  @demo/shop/src/cart.ts#Cart.total
      2  src/till.ts:4   calls  @demo/shop/src/till.ts#checkout
    Risk medium: 2 affected symbols, no tests (35 points)
    At least: 1 site could add to it. (revision 1)
      src/till.ts:15  on a value of type any  total
    "
  `);
  expect(impactSchema.parse(JSON.parse(near.out))).toMatchObject({ max_depth: 1, total: 1 });
});

test('a name that several symbols have is refused with all of them', async () => {
  const { exitCode, out, error } = await shop.clew(['callers', 'add']);
  expect([exitCode, out]).toEqual([2, '']);
  expect(error).toMatchInlineSnapshot(`
    ""add" may mean 2 symbols. Give more of its name:
      @demo/shop/src/till.ts#add
      @demo/shop/src/cart.ts#Cart.add
    "
  `);
  const asJson = await shop.clew(['callers', 'add', '--json']);
  expect([asJson.exitCode, asJson.out]).toEqual([2, '']);
  expect(problemSchema.parse(JSON.parse(asJson.error))).toMatchObject({
    code: 'invalid_request',
    suggestions: ['@demo/shop/src/till.ts#add', '@demo/shop/src/cart.ts#Cart.add'],
  });
});

test('a name that nobody has is answered with close ones', async () => {
  const { exitCode, error } = await shop.clew(['impact', 'chekout']);
  expect(exitCode).toBe(2);
  expect(error).toContain(
    'There is no symbol "chekout". Did you mean "@demo/shop/src/till.ts#checkout"',
  );
});

test('JSON has the shapes of the API', async () => {
  const [search, symbol, callers] = await Promise.all([
    shop.clew(['search', 'cart', '--json']),
    shop.clew(['symbol', 'Cart', '--json']),
    shop.clew(['callers', 'Cart', '--json', '--relation', 'references']),
  ]);
  expect(pageSchema(symbolSchema).parse(JSON.parse(search.out)).items).toHaveLength(5);
  expect(symbolSchema.parse(JSON.parse(symbol.out)).kind).toBe('class');
  expect(neighboursSchema.parse(JSON.parse(callers.out)).target.name).toBe('Cart');
});

test('the codebase is that of the folder, or the one that is named', async () => {
  mkdirSync(join(shop.root, 'docs'), { recursive: true });
  await using elsewhere = await tempDir();
  const env = { CLEW_HOME: join(shop.root, '.clew') };
  const [inside, byName, unnamed, unknown, homeless] = await Promise.all([
    shop.clew(['symbol', 'checkout'], { cwd: join(shop.root, 'docs') }),
    shop.clew(['symbol', 'checkout', '-c', 'shop'], { cwd: elsewhere.path, env }),
    shop.clew(['symbol', 'checkout'], { cwd: elsewhere.path, env }),
    shop.clew(['symbol', 'checkout', '-c', 'shopp'], { cwd: elsewhere.path, env }),
    shop.clew(['symbol', 'checkout'], { cwd: elsewhere.path }),
  ]);
  expect(inside.exitCode).toBe(0);
  expect(byName.out).toBe(inside.out);
  expect(unnamed.exitCode).toBe(2);
  expect(unnamed.error).toContain('belongs to no codebase');
  expect(unnamed.error).toContain('--codebase: shop.');
  expect(unknown.exitCode).toBe(2);
  expect(unknown.error).toContain('Did you mean "shop"?');
  expect(homeless.exitCode).toBe(2);
  expect(homeless.error).toContain('Run `clew index`');
});

test('a graph that is damaged is told of, with exit code 3 and without a stack', async () => {
  await using home = await tempDir();
  const folder = join(home.path, 'codebases', 'broken');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'graph.db'), 'no database');
  const env = { CLEW_HOME: home.path };
  const { exitCode, out, error } = await shop.clew(['symbol', 'Cart', '-c', 'broken'], { env });
  expect([exitCode, out]).toEqual([3, '']);
  expect(error).toContain(join(folder, 'graph.db'));
  expect(error).not.toMatch(/\n\s+at /);
});

test('colours follow NO_COLOR and FORCE_COLOR', async () => {
  const [forced, refused] = await Promise.all([
    runBinary(['symbol', 'Cart'], { cwd: shop.root, env: { FORCE_COLOR: '1' } }),
    runBinary(['symbol', 'Cart'], { cwd: shop.root, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
  ]);
  expect(forced.out).toContain('\u001b[');
  expect(refused.out).not.toContain('\u001b[');
});

test('a reader that stops reading ends it without a word', async () => {
  const child = startClew(['search', 'a', '-n', '5000', '--json'], { cwd: shop.root });
  let error = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text;
  });
  child.stdout.destroy();
  await once(child, 'close');
  expect([child.exitCode, error]).toEqual([0, '']);
});

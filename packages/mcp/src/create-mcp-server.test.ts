import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  applyFacts,
  createConstraint,
  createGlossaryTerm,
  getKnowledge,
  migrateGraph,
  openGraph,
  openReaderPool,
  putSummary,
  type ReaderPool,
} from '@clew/graph-store';
import { indexTypeScript } from '@clew/indexer';
import { type TempDir, tempDir } from '@clew/testing/temp-dir';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMcpServer } from './create-mcp-server.ts';
import type { GraphSource } from './graph-source.ts';

const sources = {
  'package.json': '{"name":"shop"}',
  'src/price.ts': `export function priceOf(item: string): number {
  return item.length;
}
`,
  'src/cart.ts': `import { priceOf } from './price';

export class Cart {
  readonly items: string[] = [];
  total(): number {
    return this.items.reduce((sum, item) => sum + priceOf(item), 0);
  }
}
`,
  'src/cart.test.ts': `import { Cart } from './cart';

export function testTotal() {
  return new Cart().total();
}
`,
  'src/long.ts': Array.from({ length: 100 }, (_, n) => `export const n${n} = ${n};\n`).join(''),
  'clew.yaml': `architecture:
  rules:
    - ref: shop.price-alone
      forbid: { from: { files: src/price.ts }, to: { files: src/cart.ts } }
    - ref: shop.cart-knows-no-price
      forbid: { from: { files: src/cart.ts }, to: { files: src/price.ts }, relations: calls }
    - ref: shop.nothing
      forbid: { from: { files: lib/** }, to: { files: src/** } }
`,
};

let folder: TempDir;
let pool: ReaderPool;
let client: Client;
const failures: unknown[] = [];
const known: { name: string; root: string }[] = [];

beforeAll(async () => {
  folder = await tempDir();
  const root = join(folder.path, 'shop');
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const git = (...argv: string[]) => execFileSync('git', argv, { cwd: root, stdio: 'ignore' });
  git('init');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-m', 'begin');
  known.push({ name: 'shop', root });

  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  applyFacts({ ctx: { graph }, input: await indexTypeScript({ root, commit: 'c0ffee' }) });
  graph.close();

  pool = openReaderPool({ size: 2 });
  const source: GraphSource = {
    codebases: async () => known,
    ask: (verb, { input, signal }) => pool.ask(verb, { path, input, signal }),
  };
  const server = createMcpServer({
    source,
    onError: (error) => failures.push(error),
  });
  const [near, far] = InMemoryTransport.createLinkedPair();
  client = new Client({ name: 'test', version: '0' });
  await Promise.all([server.connect(far), client.connect(near)]);
});

afterAll(async () => {
  await client.close();
  await pool.close();
  await folder[Symbol.asyncDispose]();
});

async function call(name: string, given: Readonly<Record<string, unknown>>) {
  const result = CallToolResultSchema.parse(await client.callTool({ name, arguments: given }));
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  return { text, isError: result.isError === true };
}

test('there are few tools, each tells what it is for, and their listing is small', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'search',
    'symbol',
    'impact',
    'path',
    'changes',
    'check',
  ]);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  expect(JSON.stringify(tools).length / 4).toBeLessThan(2000);
});

test('a symbol is found by a part of its name', async () => {
  expect((await call('search', { query: 'price' })).text).toContain(
    'function shop/src/price.ts#priceOf  src/price.ts:1',
  );
  expect((await call('search', { query: 'nowhere' })).text).toContain('Nothing in shop');
});

test('a symbol comes with its source and its neighbours', async () => {
  const { text, isError } = await call('symbol', { name: 'priceOf' });
  expect(isError).toBe(false);
  expect(text).toContain('shop/src/cart.ts#Cart.total  at src/cart.ts:6');
  expect(text).toContain('return item.length;');
  expect(text).toContain(
    'Exact: nothing in the code could add to this. State: revision 1, commit c0ffee.',
  );
});

test('a symbol comes with what was written about it, which leaves room for the rest', async () => {
  const graph = openGraph(join(folder.path, 'graph.db'));
  const ctx = { graph };
  const source = 'shop/src/cart.ts#Cart.total';
  const { source_hash } = getKnowledge({ ctx, input: { fqn: source } });
  const summary = `What the customer pays. ${'And so on. '.repeat(1_000)}`;
  putSummary({ ctx, input: { fqn: source, summary, source_hash, version: null } });
  const term = { code_term: 'total', synonyms: ['amount due'], source, source_hash };
  createGlossaryTerm({ ctx, input: { ...term, business_meaning: 'What is owed.' } });
  createConstraint({
    ctx,
    input: { name: 'never negative', constraint_type: 'invariant', source, source_hash },
  });
  graph.sqlite.prepare('update glossary set is_stale = 1').run();
  graph.close();
  const { text } = await call('symbol', { name: 'Cart.total', max_tokens: 900 });
  expect(text).toContain('\nSummary: What the customer pays. And so on.');
  expect(text).toContain(
    'Glossary (out of date: the code has changed since it was written): total (also: amount due) = What is owed.',
  );
  expect(text).toContain('\nConstraint (invariant): never negative');
  expect(text).toContain('Calls:\n');
  expect(text.length / 4).toBeLessThan(900);
  expect((await call('search', { query: 'amount due' })).text).toContain(source);
});

test('the impact of a change names the tests to run', async () => {
  const { text } = await call('impact', { names: ['priceOf'] });
  expect(text).toContain('Tests to run:\n  src/cart.test.ts');
  expect(text).toContain(
    '1 method shop/src/cart.ts#Cart.total  src/cart.ts:5  calls shop/src/price.ts#priceOf',
  );
});

test('a path has its sites, and where there is none it is said how certain that is', async () => {
  const { text } = await call('path', { from: 'testTotal', to: 'priceOf' });
  expect(text).toContain('calls shop/src/price.ts#priceOf  at src/cart.ts:6');
  const none = await call('path', { from: 'priceOf', to: 'testTotal' });
  expect(none.text).toContain('reaches shop/src/cart.test.ts#testTotal on no path');
  expect(none.text).toContain('Exact');
});

test('what breaks the architecture is told, and a rule that matched nothing is unknown', async () => {
  const { text } = await call('check', {});
  expect(text).toContain('Verdict: failed.');
  expect(text).toContain('passed shop.price-alone');
  expect(text).toContain('failed shop.cart-knows-no-price (1 new)');
  expect(text).toContain('unknown shop.nothing: no symbol matches "from"');
  expect(text).toContain('src/cart.ts:6');
});

test('changes are told with the tests that reach them', async () => {
  expect((await call('changes', {})).text).toContain('No symbol was touched.');
  appendFileSync(join(folder.path, 'shop/src/price.ts'), '\nexport const vat = 1;\n');
  const { text } = await call('changes', {});
  // The graph was made before the edit, and says so.
  expect(text).toContain('index them again');
  expect((await call('changes', { base: '--output=/tmp/x' })).isError).toBe(true);
});

test('an answer keeps to its budget, and counts what it leaves out', async () => {
  const { text } = await call('symbol', { name: 'src/long.ts', max_tokens: 300 });
  expect(text.length / 4).toBeLessThanOrEqual(300);
  expect(text).toMatch(/… \d+ more; narrow the question or raise max_tokens/);
});

test('what the caller can mend is said, without a trace', async () => {
  const unknown = await call('symbol', { name: 'pricOf' });
  expect(unknown.isError).toBe(true);
  expect(unknown.text).toContain('priceOf');
  const other = await call('symbol', { name: 'priceOf', codebase: 'till' });
  expect(other).toEqual({
    isError: true,
    text: 'There is no codebase "till". Known are: shop.',
  });
  known.push({ name: 'till', root: folder.path });
  const which = await call('symbol', { name: 'priceOf' });
  known.pop();
  expect(which.text).toBe('Say which codebase is meant with `codebase`: shop, till.');
  expect((await call('impact', { names: [] })).isError).toBe(true);
  expect(failures).toEqual([]);
});

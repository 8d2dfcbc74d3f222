import { join } from 'node:path';
import { problemSchema, quarantinePageSchema } from '@clew/contracts';
import { codebaseNames, openCodebase } from '@clew/graph-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeIndexedShop, type Shop } from './shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await makeIndexedShop();
});

afterAll(() => shop[Symbol.asyncDispose]());

const quarantine = (...args: readonly string[]) => shop.clew(['quarantine', ...args]);

/** Puts summaries of these symbols into quarantine, as a migration does. */
function putAway(...targets: readonly string[]): void {
  const home = join(shop.root, '.clew');
  const [codebase = ''] = codebaseNames(home);
  const graph = openCodebase({ ctx: { home }, input: { name: codebase } });
  const insert = graph.sqlite.prepare(`
    insert into orphan_quarantine (table_name, type, row_id, row, reason)
    select 'summaries', 'summary', coalesce(max(id), 0) + 1, json_object('target_fqn', ?, 'level', 'method', 'summary', 'From before.'), 'missing_reference'
    from orphan_quarantine`);
  for (const target of targets) insert.run(target);
  graph.close();
}

test('rows are listed with what keeps them, put back and discarded', async () => {
  expect(await quarantine('list')).toMatchObject({
    exitCode: 0,
    out: '',
    error: 'The quarantine is empty.\n',
  });
  const there = '@demo/shop/src/cart.ts#Cart.add';
  putAway('@demo/shop/src/gone.ts#gone', there, there);
  const { out } = await quarantine('list');
  expect(out).toContain('3 summaries 3 summary, missing_reference\n');
  expect(out).toContain('  can be put back\n');
  expect(out).toContain('The graph has no symbol "@demo/shop/src/gone.ts#gone".');

  const refused = await quarantine('restore', '1', '--json');
  expect(refused.exitCode).not.toBe(0);
  expect(problemSchema.parse(JSON.parse(refused.error)).detail).toContain('cannot be put back');
  const unsaid = await quarantine('restore');
  expect(unsaid).toMatchObject({ exitCode: 2 });

  // Both say the same, so one of them comes back.
  expect((await quarantine('restore', '--all')).out).toMatch(/^Restored: summaries \d+\n$/);
  expect((await shop.clew(['knowledge', 'show', 'Cart.add'])).out).toContain('From before.');
  expect((await quarantine('restore', '--all')).out).toBe('Nothing can be put back now.\n');

  expect((await quarantine('discard', '1', '2')).out).toBe('Discarded 2 rows.\n');
  const left = quarantinePageSchema.parse(JSON.parse((await quarantine('list', '--json')).out));
  expect(left.total).toBe(0);
});

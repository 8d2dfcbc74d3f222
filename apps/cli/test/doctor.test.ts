import { join } from 'node:path';
import { openGraph } from '@clew/graph-store';
import { expect, test } from 'vitest';
import { makeIndexedShop } from './shop.ts';

test('the doctor tells a sound graph from an outdated and from a damaged one', async () => {
  await using shop = await makeIndexedShop();
  const sound = await shop.clew(['doctor']);
  expect([sound.exitCode, sound.error]).toEqual([0, '']);
  expect(sound.out).toContain('shop is sound.');

  shop.write('src/price.ts', 'export const priceOf = (article: string) => 1;\n');
  const outdated = await shop.clew(['doctor', '--json']);
  expect(outdated.exitCode).toBe(1);
  const { ok, findings } = JSON.parse(outdated.out);
  expect(ok).toBe(false);
  expect(
    findings.map(({ check, state }: { check: string; state: string }) => [check, state]),
  ).toEqual([
    ['integrity', 'good'],
    ['freshness', 'bad'],
    ['failures', 'good'],
    ['broken_references', 'good'],
  ]);

  const graph = openGraph(join(shop.root, '.clew', 'codebases', 'shop', 'graph.db'));
  graph.sqlite.pragma('foreign_keys = off');
  graph.sqlite.exec('update edges set to_id = 999999 where rowid = (select min(rowid) from edges)');
  graph.close();
  const damaged = await shop.clew(['doctor']);
  expect(damaged.exitCode).toBe(1);
  expect(damaged.out).toContain('1 row points at nothing');
  expect(damaged.out).toContain('edges.to_id → symbols.id: 1');
});

import { join } from 'node:path';
import { graphDriftSchema, graphExaminationSchema } from '@clew/contracts';
import { openGraph } from '@clew/graph-store';
import { expect, test } from 'vitest';
import { makeIndexedShop } from './shop.ts';

test('the doctor tells a sound graph from one that drifted, is outdated or damaged', async () => {
  await using shop = await makeIndexedShop();
  const change = (sql: string) => {
    const graph = openGraph(join(shop.root, '.clew', 'codebases', 'shop', 'graph.db'));
    graph.sqlite.pragma('foreign_keys = off');
    graph.sqlite.exec(sql);
    graph.close();
  };
  const sound = await shop.clew(['doctor']);
  expect(sound.exitCode).toBe(0);
  expect(sound.out).toContain('facts are what a full index says');
  expect(sound.out).toContain('shop is sound.');

  // One edge is lost while the count of files and symbols stays.
  change('delete from edges where id = (select min(id) from edges where relation = 1)');
  const drifted = await shop.clew(['doctor']);
  expect(drifted.exitCode).toBe(1);
  expect(drifted.out).toMatch(/^problem +edges \(\w+\): 1 missing, 0 too many, 0 different$/m);

  shop.write('src/price.ts', 'export const priceOf = (article: string) => 1;\n');
  change('update edges set to_id = 999999 where id = (select min(id) from edges)');
  const [outdated, damaged] = await Promise.all([
    shop.clew(['doctor', '--json']),
    shop.clew(['doctor', '--quick']),
  ]);
  expect(outdated.exitCode).toBe(1);
  const { examination, is_fresh, drift } = JSON.parse(outdated.out);
  expect(graphExaminationSchema.parse(examination).status).toBe('damaged');
  expect([is_fresh, graphDriftSchema.nullable().parse(drift)]).toEqual([false, null]);
  expect(damaged.exitCode).toBe(1);
  expect(damaged.out).toContain('orphans: 1.');
  expect(damaged.out).toContain('is not sound.');
});

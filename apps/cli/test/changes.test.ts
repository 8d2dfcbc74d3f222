import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  affectedTestsSchema,
  callPathsSchema,
  cycleReportSchema,
  hotspotsSchema,
} from '@clew/contracts';
import { expect, test } from 'vitest';
import { scipIndex } from './scip-bytes.ts';
import { makeShop } from './shop.ts';

function git(root: string, ...args: readonly string[]): string {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  return execFileSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' });
}

test('ways, cycles and the tests that a change affects', async () => {
  await using shop = await makeShop();
  shop.write(
    'src/till.test.ts',
    "import { checkout } from './till.ts';\nif (checkout([]) !== 0) throw new Error();\n",
  );
  shop.write('src/a.ts', "import { b } from './b.ts';\nexport const a = () => b();\n");
  shop.write('src/b.ts', "import { a } from './a.ts';\nexport const b = (): number => a();\n");
  git(shop.root, 'init', '--quiet');
  git(shop.root, 'add', '.');
  git(shop.root, 'commit', '--quiet', '--message', 'first');
  shop.write('src/price.ts', 'export const priceOf = (article: string) => article.length * 2;\n');
  expect((await shop.clew(['index'])).exitCode).toBe(0);

  const [path, none, cycles, asJson] = await Promise.all([
    shop.clew(['path', 'checkout', 'priceOf']),
    shop.clew(['path', 'priceOf', 'checkout', '--json']),
    shop.clew(['cycles']),
    shop.clew(['cycles', '--level', 'symbol', '--json']),
  ]);
  expect(path.exitCode).toBe(0);
  expect(path.out.replaceAll(/commit \w+/g, 'commit <commit>')).toMatchInlineSnapshot(`
    "1 way from @demo/shop/src/till.ts#checkout to @demo/shop/src/price.ts#priceOf
    1. 2 steps
      src/till.ts:7   calls  @demo/shop/src/cart.ts#Cart.total
      src/cart.ts:13  calls  @demo/shop/src/price.ts#priceOf
    Exact: nothing in the code could add to it. (revision 1, commit <commit>)
    "
  `);
  expect(callPathsSchema.parse(JSON.parse(none.out)).items).toEqual([]);
  expect(cycles.exitCode).toBe(0);
  expect(cycles.out.replaceAll(/commit \w+/g, 'commit <commit>')).toMatchInlineSnapshot(`
    "1 group of files that reach each other
    1. 2 files, the shortest way around:
       src/a.ts  imports  src/b.ts  src/a.ts:1
       src/b.ts  imports  src/a.ts  src/b.ts:1
    Exact: nothing in the code could add to it. (revision 1, commit <commit>)
    "
  `);
  expect(cycleReportSchema.parse(JSON.parse(asJson.out)).total).toBe(1);

  const [dead, hot, entries, badType] = await Promise.all([
    shop.clew(['dead-code']),
    shop.clew(['hotspots', '--level', 'file', '--json']),
    shop.clew(['entry-points', '--type', 'test']),
    shop.clew(['entry-points', '--type', 'gate']),
  ]);
  expect(dead.exitCode).toBe(0);
  expect(dead.out).toMatch(/^possible +src\/a\.ts:1 +never loaded/m);
  expect(dead.out).not.toContain('checkout');
  expect(hotspotsSchema.parse(JSON.parse(hot.out)).items.map(({ name }) => name)).toContain(
    'src/cart.ts',
  );
  expect(entries.exitCode).toBe(0);
  expect(badType.exitCode).toBe(2);

  // The graph is in .clew, which git does not see.
  expect(git(shop.root, 'status', '--porcelain')).toBe(' M src/price.ts\n');
  const patch = git(shop.root, 'diff');
  const [affected, byPatch, badBase, badPatch] = await Promise.all([
    shop.clew(['affected-tests']),
    shop.clew(['affected-tests', '--patch', '-', '--graph-holds', 'after', '--json'], {
      input: patch,
    }),
    shop.clew(['affected-tests', 'no-such-branch']),
    shop.clew(['affected-tests', '--patch', 'none.patch']),
  ]);
  expect([affected.exitCode, affected.out]).toEqual([0, 'src/till.test.ts\n']);
  expect(affected.error).toContain('1 changed symbol, 1 test file to run');
  const { items } = affectedTestsSchema.parse(JSON.parse(byPatch.out));
  expect(items.map(({ file }) => file)).toEqual(['src/till.test.ts']);
  expect(badBase.exitCode).toBe(2);
  expect(badBase.error).toContain('no-such-branch');
  expect(badPatch.exitCode).toBe(2);
  expect(badPatch.error).toContain('none.patch cannot be read');
});

test('the index of another language comes into the graph, and a damaged one does not', async () => {
  await using shop = await makeShop();
  writeFileSync(join(shop.root, 'index.scip'), scipIndex());
  writeFileSync(join(shop.root, 'cut.scip'), scipIndex().slice(0, -9));
  const imported = await shop.clew(['import', 'index.scip']);
  expect(imported.exitCode).toBe(0);
  expect(imported.out).toContain('by test-indexer 1.0: 1 document, 4 occurrences');
  const [callers, cut] = await Promise.all([
    shop.clew(['callers', 'Till#count']),
    shop.clew(['import', 'cut.scip']),
  ]);
  expect(callers.out).toContain('src/Till.java:2');
  expect(callers.out).toContain('com.example.Till#open()');
  expect(cut.exitCode).toBe(2);
  expect(cut.error).toContain('cut.scip');
});

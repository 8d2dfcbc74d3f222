import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { architectureReportSchema, baselineSchema } from '@clew/contracts';
import { expect, test } from 'vitest';
import { makeShop } from './shop.ts';

const architecture = (rules: string) => `
architecture:
  layers:
    till: { files: [src/till.ts] }
    cart: { files: [src/cart.ts] }
    price: { files: [src/price.ts] }
    nothing: { files: [src/none/**] }
  rules:
${rules}`;

const kept = '    - { ref: shop.price, forbid: { from: { layer: price }, to: { layer: till } } }\n';
const broken = '    - { ref: shop.till, forbid: { from: { layer: till }, to: { layer: cart } } }\n';
const vacuous =
  '    - { ref: shop.none, forbid: { from: { layer: nothing }, to: { layer: cart } } }\n';

test('the exit code says whether the code keeps its architecture', async () => {
  await using shop = await makeShop();
  shop.write('clew.yaml', architecture(kept));
  expect((await shop.clew(['index'])).exitCode).toBe(0);

  const passed = await shop.clew(['check']);
  expect([passed.exitCode, passed.error]).toEqual([0, '']);
  expect(passed.out).toContain('Passed: 1 rule held.');

  shop.write('clew.yaml', architecture(kept + vacuous));
  const unknown = await shop.clew(['check']);
  expect(unknown.exitCode).toBe(3);
  expect(unknown.out).toContain('Unknown: not every rule could be judged.');

  shop.write('clew.yaml', architecture(kept + broken));
  const failed = await shop.clew(['check']);
  expect(failed.exitCode).toBe(1);
  expect(failed.out).toContain('error shop.till  src/till.ts:');
  const [json, github, sarif] = await Promise.all([
    shop.clew(['check', '--json']),
    shop.clew(['check', '--format', 'github']),
    shop.clew(['check', '--format', 'sarif', '-o', 'clew.sarif']),
  ]);
  expect([json.exitCode, github.exitCode, sarif.exitCode]).toEqual([1, 1, 1]);
  const report = architectureReportSchema.parse(JSON.parse(json.out));
  expect(report.violations.length).toBeGreaterThan(0);
  expect(
    github.out.split('\n').filter((line) => line.startsWith('::error file=src/till.ts')),
  ).toHaveLength(report.violations.length);
  const log = JSON.parse(readFileSync(join(shop.root, 'clew.sarif'), 'utf8'));
  expect([sarif.out, log.version, log.runs[0].results.length]).toEqual([
    '',
    '2.1.0',
    report.violations.length,
  ]);

  // What is known already fails no more; what is new does.
  const taken = await shop.clew(['check', '--update-baseline']);
  expect([taken.exitCode, taken.error]).toEqual([
    0,
    `.clew/baseline.json holds ${report.violations.length} known violations now.\n`,
  ]);
  const baseline = baselineSchema.parse(
    JSON.parse(readFileSync(join(shop.root, '.clew', 'baseline.json'), 'utf8')),
  );
  expect(baseline.violations).toHaveLength(report.violations.length);
  expect((await shop.clew(['check'])).exitCode).toBe(0);
  expect((await shop.clew(['check', '--baseline', 'none.json'])).exitCode).toBe(1);

  // A graph of other sources proves nothing about these.
  shop.write('src/price.ts', 'export const priceOf = (article: string) => article.length;\n');
  const stale = await shop.clew(['check']);
  expect(stale.exitCode).toBe(3);
  expect(stale.error).toContain('Run `clew index` first');
  expect((await shop.clew(['check', '--allow-stale'])).exitCode).toBe(0);
});

test('a clew.yaml that cannot be used ends with 2 and names each line', async () => {
  await using shop = await makeShop();
  expect((await shop.clew(['index'])).exitCode).toBe(0);
  const missing = await shop.clew(['check']);
  expect(missing.exitCode).toBe(2);
  expect(missing.error).toContain('Add a section `architecture`');
  shop.write(
    'clew.yaml',
    architecture(`${kept}    - { ref: shop.bad, forbid: { from: { layer: gone } } }\n`),
  );
  const bad = await shop.clew(['check']);
  expect([bad.exitCode, bad.out]).toEqual([2, '']);
  expect(bad.error).toContain('clew.yaml:10');
});

import { impactSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Impact, ImpactedSymbol } from '../../answers.ts';
import { groupByDepth, placeOnRings, threadOf } from './impact-tree.ts';

const example: Impact = impactSchema.parse(routes.getImpact.answers[200].example);

function symbol(name: string): ImpactedSymbol['symbol'] {
  return { ...example.target, fqn: `pkg/${name}.ts#${name}`, name };
}

/** The impact of `target`; each reached symbol is written `[name, the name it is reached by]`. */
function impactOf(reached: readonly (readonly [name: string, via: string])[]): Impact {
  const depths = new Map([['target', 0]]);
  const items = reached.map(([name, via]): ImpactedSymbol => {
    const depth = (depths.get(via) ?? 0) + 1;
    depths.set(name, depth);
    return { symbol: symbol(name), depth, via: { fqn: symbol(via).fqn, relation: 'calls' } };
  });
  items.sort((a, b) => a.depth - b.depth);
  const by_depth = [...new Set(items.map(({ depth }) => depth))].map((depth) => ({
    depth,
    count: items.filter((item) => item.depth === depth).length,
  }));
  return { ...example, target: symbol('target'), items, by_depth, total: items.length };
}

function item(impact: Impact, name: string): ImpactedSymbol {
  const found = impact.items.find((each) => each.symbol.name === name);
  if (found === undefined) throw new Error(`no ${name} in the impact`);
  return found;
}

const chain = impactOf([
  ['openCodebase', 'target'],
  ['createApp', 'openCodebase'],
  ['main', 'createApp'],
  ['readGraph', 'target'],
]);

test('a thread leads from a symbol back to the target', () => {
  expect(threadOf(chain, item(chain, 'main')).map(({ name }) => name)).toEqual([
    'main',
    'createApp',
    'openCodebase',
    'target',
  ]);
  expect(threadOf(chain, item(chain, 'readGraph')).map(({ name }) => name)).toEqual([
    'readGraph',
    'target',
  ]);
});

test('a thread stops where the answer was cut, and never runs in a circle', () => {
  const cut = { ...chain, items: chain.items.filter((each) => each.symbol.name !== 'createApp') };
  expect(threadOf(cut, item(cut, 'main')).map(({ name }) => name)).toEqual(['main']);

  const [first, ...rest] = chain.items;
  if (first === undefined) throw new Error('the chain is empty');
  const circle = {
    ...chain,
    items: [{ ...first, via: { ...first.via, fqn: first.symbol.fqn } }, ...rest],
  };
  expect(threadOf(circle, item(circle, first.symbol.name))).toHaveLength(1);
});

test('groups keep the full count of a depth that was cut', () => {
  const cut: Impact = {
    ...chain,
    by_depth: [
      { depth: 2, count: 40 },
      { depth: 1, count: 2 },
    ],
    items: chain.items.filter(({ depth }) => depth < 2),
  };
  expect(groupByDepth(cut).map(({ depth, count, items }) => [depth, count, items.length])).toEqual([
    [1, 2, 2],
    [2, 40, 0],
  ]);
});

const anyImpact = fc
  .array(fc.nat(), { maxLength: 60 })
  .map((picks) =>
    impactOf(
      picks.map((pick, index) => [
        `s${index}`,
        index === 0 || pick % 4 === 0 ? 'target' : `s${pick % index}`,
      ]),
    ),
  );

test('every symbol stands on the ring of its depth, beside the symbol that it is reached by', () => {
  fc.assert(
    fc.property(anyImpact, (impact) => {
      const [target, ...others] = placeOnRings(impact, 1000);
      expect(target).toMatchObject({ depth: 0, parent: null, symbol: impact.target });
      expect(new Set(others.map((place) => place.symbol.fqn))).toEqual(
        new Set(impact.items.map((each) => each.symbol.fqn)),
      );
      for (const {
        symbol: { name },
        depth,
        angle,
        parent,
      } of others) {
        const { via, depth: distance } = item(impact, name);
        expect(depth).toBe(distance);
        expect(parent?.symbol.fqn).toBe(via.fqn);
        expect(angle).toBeGreaterThanOrEqual(0);
        expect(angle).toBeLessThanOrEqual(2 * Math.PI);
      }
    }),
  );
});

test('the picture takes the nearest symbols and leaves out those whose way is not in the answer', () => {
  expect(placeOnRings(chain, 2).map(({ symbol: { name } }) => name)).toEqual([
    'target',
    'openCodebase',
    'readGraph',
  ]);
  const cut = { ...chain, items: chain.items.filter((each) => each.symbol.name !== 'createApp') };
  expect(placeOnRings(cut, 10).map(({ symbol: { name } }) => name)).not.toContain('main');
  expect(placeOnRings({ ...chain, items: [] }, 10)).toHaveLength(1);
});

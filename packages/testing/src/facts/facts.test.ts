import { factBatchSchema } from '@clew/contracts';
import { expect, test } from 'vitest';
import { callGraphFacts } from './call-graph-facts.ts';
import { factBatch } from './fact-batch.ts';
import { fileFacts } from './file-facts.ts';
import { symbolFact } from './symbol-fact.ts';

test('what the factories make is what the contract takes', () => {
  const batch = callGraphFacts({
    'a.ts': { f: ['b.ts#g', 'lodash#map'], h: [] },
    'b.ts': { g: [] },
  });
  expect(factBatchSchema.parse(batch)).toEqual(batch);
  expect(factBatchSchema.parse(factBatch())).toEqual(factBatch());
});

test('a call graph has the symbols, edges and library stubs that it names', () => {
  const batch = callGraphFacts({ 'a.ts': { f: ['b.ts#g', 'lodash#map'] }, 'b.ts': { g: [] } });
  expect(batch.files.map(({ path }) => path)).toEqual(['src/a.ts', 'src/b.ts']);
  expect(batch.files[0]?.symbols.map(({ fqn }) => fqn)).toEqual([
    'demo/src/a.ts',
    'demo/src/a.ts#f',
  ]);
  expect(batch.files[0]?.edges.map(({ from, to, line }) => [from, to, line])).toEqual([
    ['demo/src/a.ts#f', 'demo/src/b.ts#g', 1],
    ['demo/src/a.ts#f', 'lodash#map', 2],
  ]);
  expect(batch.externals).toEqual([
    { fqn: 'lodash#map', kind: 'function', name: 'map', package: 'lodash' },
  ]);
});

test('names and parents follow from the fqn', () => {
  expect(symbolFact({ fqn: 'demo/src/a.ts#Outer.inner' })).toMatchObject({
    name: 'inner',
    parent: 'demo/src/a.ts#Outer',
  });
  expect(symbolFact({ fqn: 'demo/src/a.ts#run' })).toMatchObject({
    name: 'run',
    parent: 'demo/src/a.ts',
  });
});

test('another content has another hash', () => {
  const one = fileFacts({ path: 'src/a.ts' });
  const two = fileFacts({ path: 'src/a.ts', symbols: [symbolFact({ fqn: 'demo/src/a.ts#f' })] });
  expect(one.content_hash).not.toBe(two.content_hash);
  expect(fileFacts({ path: 'src/a.ts' })).toEqual(one);
});

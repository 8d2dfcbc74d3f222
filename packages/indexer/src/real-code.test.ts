import { expect, test } from 'vitest';
import { compareWithScip } from '../test/compare-with-scip.ts';
import { edgesOf, problemsOf } from '../test/facts.ts';
import { librarySources } from '../test/library-sources.ts';
import { indexWithScip } from '../test/scip-index.ts';
import { indexTypeScript } from './index-typescript.ts';

test('rxjs: the batch is whole, and every call that scip-typescript resolves is in it', async () => {
  await using sources = await librarySources('rxjs');
  const batch = await indexTypeScript({ root: sources.root, commit: null });
  expect(batch.failures).toEqual([]);
  expect(batch.files.length).toBeGreaterThan(240);
  expect(problemsOf(batch)).toEqual([]);
  const edges = edgesOf(batch);
  for (const edge of [
    'rxjs/src/internal/observable/of.ts#of calls rxjs/src/internal/observable/from.ts#from',
    'rxjs/src/internal/Subject.ts#Subject inherits rxjs/src/internal/Observable.ts#Observable',
    'rxjs/src/internal/Subject.ts#Subject.lift overrides rxjs/src/internal/Observable.ts#Observable.lift',
  ]) {
    expect(edges).toContain(edge);
  }
  const comparison = compareWithScip(sources.root, indexWithScip(sources.root));
  expect(comparison.differences).toEqual([]);
  expect(comparison.calls).toBeGreaterThan(1800);
  expect(comparison.sameSymbol + comparison.sameLibrary).toBeGreaterThan(0.9 * comparison.calls);
});

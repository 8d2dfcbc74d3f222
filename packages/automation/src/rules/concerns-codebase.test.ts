import { expect, test } from 'vitest';
import { concernsCodebase } from './concerns-codebase.ts';

const change = (payload: unknown) => ({ trigger_ref: 'graph.edge_added', payload });

test('a rule of a file looks at the changes of its own codebase', () => {
  expect(concernsCodebase({ codebase: 'shop' }, change({ codebase: 'shop' }))).toBe(true);
  expect(concernsCodebase({ codebase: 'shop' }, change({ codebase: 'till' }))).toBe(false);
  expect(concernsCodebase({ codebase: 'shop' }, change(['shop']))).toBe(false);
});

test('other events belong to no codebase, and rules of the API to none either', () => {
  const build = { trigger_ref: 'ci.build', payload: { codebase: 'till' } };
  expect(concernsCodebase({ codebase: 'shop' }, build)).toBe(true);
  expect(concernsCodebase({ codebase: null }, change({ codebase: 'till' }))).toBe(true);
  expect(concernsCodebase({}, change({ codebase: 'till' }))).toBe(true);
});

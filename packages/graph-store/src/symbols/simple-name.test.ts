import { expect, test } from 'vitest';
import { simpleName } from './simple-name.ts';

test.each([
  ['@clew/graph-store/src/create.ts#createCodebase(+1)', 'createCodebase'],
  ['app/src/open-graph.ts', 'open-graph.ts'],
  ['app/a.ts#Outer.inner', 'inner'],
  ['better-sqlite3#Database.prepare', 'prepare'],
  ['@clew/graph-store', 'graph-store'],
  ['app', 'app'],
  ['app/a.ts#', 'a.ts'],
  ['/', '/'],
])('the simple name of %s is %s', (fqn, name) => {
  expect(simpleName(fqn)).toBe(name);
});

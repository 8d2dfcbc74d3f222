import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assembleBatch } from './assemble-batch.ts';
import { extractProjects } from './extract-projects.ts';
import { type OpenCodebase, openCodebase } from './open-codebase.ts';
import type { Project } from './projects/discover-projects.ts';

const WORKSPACE = fileURLToPath(new URL('../snapshots/input/workspace', import.meta.url));

function batchOf(open: OpenCodebase, projects: readonly Project[]): string {
  const extracted = [...extractProjects(open, projects)].flatMap((source) =>
    'extracted' in source ? [source.extracted] : [],
  );
  const { packages } = open.codebase;
  const rest = { commit: null, packages, removed: [], inputs: null, failures: [] };
  return JSON.stringify(assembleBatch({ scope: 'full', extracted, ...rest }));
}

function shuffled<T>(items: readonly T[], keys: readonly number[]): readonly T[] {
  return items
    .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

test('the order of projects and files does not show in the batch', () => {
  const { projects } = openCodebase(WORKSPACE);
  const expected = batchOf(openCodebase(WORKSPACE), projects);
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 3, maxLength: 12 }), (keys) => {
      const mixed = shuffled(projects, keys).map((project) => ({
        ...project,
        rootNames: shuffled(project.rootNames, keys),
        owned: shuffled(project.owned, keys),
      }));
      expect(batchOf(openCodebase(WORKSPACE), mixed)).toBe(expected);
    }),
    { numRuns: 5 },
  );
});

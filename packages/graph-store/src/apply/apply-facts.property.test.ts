import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactBatch, FileFacts } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, site, symbol } from '../../test/facts.ts';
import { graphFacts } from '../../test/graph-facts.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import { type Graph, openGraph } from '../open-graph.ts';

const paths = ['a.ts', 'b.ts', 'c.ts'] as const;
const names = ['one', 'two', 'three'] as const;
const libraries = ['lib#x', 'lib#y'] as const;
const packages = ['pack', 'pack/inner', 'other'] as const;

/** What one file holds: a source that an index run could meet. */
const source = fc.record({
  names: fc.subarray([...names]),
  calls: fc.array(
    fc.tuple(
      fc.nat(),
      fc.oneof(
        fc
          .tuple(fc.constantFrom(...paths), fc.constantFrom(...names))
          .map(([p, n]) => `app/${p}#${n}`),
        fc.constantFrom(...libraries),
      ),
      fc.integer({ min: 1, max: 3 }),
    ),
    { maxLength: 5 },
  ),
  sites: fc.array(fc.tuple(fc.nat(), fc.constantFrom('m', 'n')), { maxLength: 2 }),
  signature: fc.constantFrom(null, 'v1', 'v2'),
});
type Source = typeof source extends fc.Arbitrary<infer T> ? T : never;

/** One step of a history: new contents of some files (null: the file is gone), told in one batch. */
const step = fc.record({
  contents: fc.array(fc.tuple(fc.constantFrom(...paths), fc.option(source, { freq: 3 })), {
    minLength: 1,
    maxLength: 3,
  }),
  full: fc.boolean(),
  packages: fc.subarray([...packages]),
});

function factsOf(path: string, { names: own, calls, sites, signature }: Source): FileFacts {
  const fqns = [`app/${path}`, ...own.map((name) => `app/${path}#${name}`)];
  const pick = (index: number) => fqns[index % fqns.length] ?? `app/${path}`;
  return file(
    path,
    own.map((name) => symbol(`app/${path}#${name}`, { signature })),
    calls.map(([from, to, line]) => edge(pick(from), to, 'calls', { line })),
    sites.map(([from, name]) => site(pick(from), name)),
  );
}

/** Names of libraries that some of the files use. */
function externalsOf(files: readonly FileFacts[]) {
  const used = new Set(files.flatMap(({ edges }) => edges.map(({ to }) => to)));
  return libraries.filter((fqn) => used.has(fqn)).map((fqn) => external(fqn));
}

function fullBatch(state: ReadonlyMap<string, Source>, named: readonly string[]): FactBatch {
  const files = [...state].map(([path, contents]) => factsOf(path, contents));
  const parents = named.includes('pack') ? { 'pack/inner': 'pack' } : {};
  return batch(files, {
    scope: 'full',
    externals: externalsOf(files),
    packages: named.map((fqn) =>
      symbol(fqn, { kind: 'package', parent: new Map(Object.entries(parents)).get(fqn) ?? null }),
    ),
  });
}

test('full and partial runs in any order end where one run of the last state ends', async () => {
  await using folder = await tempDir();
  const template = emptyGraph(folder.path, 'template.db');
  template.close();
  const fresh = (name: string): Graph => {
    const path = join(folder.path, name);
    copyFileSync(template.path, path);
    return openGraph(path);
  };
  let run = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      run += 1;
      const graph = fresh(`${run}-history.db`);
      const state = new Map<string, Source>();
      let named: readonly string[] = [];
      for (const { contents, full, packages: next } of steps) {
        const told = new Map(contents);
        for (const [path, content] of told) {
          if (content === null) state.delete(path);
          else state.set(path, content);
        }
        if (full) {
          named = next;
          apply(graph, fullBatch(state, named));
          continue;
        }
        const files = [...told].flatMap(([path, content]) =>
          content === null ? [] : [factsOf(path, content)],
        );
        const removed_files = [...told].flatMap(([path, content]) =>
          content === null ? [path] : [],
        );
        apply(graph, batch(files, { externals: externalsOf(files), removed_files }));
      }
      const once = fresh(`${run}-once.db`);
      apply(once, fullBatch(state, named));
      expect(graphFacts(graph)).toEqual(graphFacts(once));
      expect(checkIntegrity({ ctx: { graph } })).toMatchObject({ ok: true, orphans_total: 0 });
      const last = fullBatch(state, named);
      const before = graphFacts(graph);
      apply(graph, last);
      expect(graphFacts(graph)).toEqual(before);
      graph.close();
      once.close();
    }),
    { numRuns: 60 },
  );
});

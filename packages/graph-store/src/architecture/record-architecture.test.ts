import { type Architecture, architectureSchema, type FactBatch } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { batch, edge, emptyGraph, file } from '../../test/facts.ts';
import { applyFacts } from '../apply/apply-facts.ts';
import { readChanges } from '../changes/read-changes.ts';
import type { Graph } from '../open-graph.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { layersById } from './layers-by-id.ts';
import { recordArchitecture } from './record-architecture.ts';

const architecture = architectureSchema.parse({
  layers: { web: { files: 'web/**' }, data: { files: 'data/**' } },
  rules: [
    { ref: 'arch.web-data', forbid: { from: { layer: 'web' }, to: { layer: 'data' } } },
    { ref: 'arch.cycles', cycles: {} },
  ],
});

/** Files that import each other, as `a: ['b']`. */
function importing(imports: Readonly<Record<string, readonly string[]>>): FactBatch {
  const files = Object.entries(imports).map(([path, targets]) =>
    file(
      path,
      [],
      targets.map((target) => edge(`app/${path}`, `app/${target}`, 'imports')),
    ),
  );
  return batch(files, { scope: 'full' });
}

/** One index run, and what it records of violations: operation, rule, from, to. */
function run(graph: Graph, facts: FactBatch, of: Architecture | null = architecture) {
  const before =
    readChanges({ ctx: { graph }, input: { after: 0, limit: 10_000 } }).at(-1)?.seq ?? 0;
  const derive = () => void recordArchitecture({ ctx: { graph }, input: { architecture: of } });
  applyFacts({ ctx: { graph, derive }, input: facts });
  const changes = readChanges({ ctx: { graph }, input: { after: before, limit: 10_000 } });
  expect(changes.at(-1)?.entity ?? 'revision').toBe('revision');
  return changes
    .filter(({ entity }) => entity === 'anti_pattern')
    .map(({ op, old, new: now }) => {
      const row = JSON.parse(now ?? old ?? '{}');
      return [op, row.rule, row.from, row.to, row.details.cycle?.members.length ?? null];
    });
}

async function withGraph(work: (graph: Graph) => void) {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  try {
    work(graph);
  } finally {
    graph.close();
  }
}

test('a new violation is recorded once, in its revision, and goes when it is mended', () =>
  withGraph((graph) => {
    const clean = importing({ 'web/a.ts': [], 'data/b.ts': [] });
    const broken = importing({ 'web/a.ts': ['data/b.ts'], 'data/b.ts': [] });
    expect(run(graph, clean)).toEqual([]);
    const row = ['arch.web-data', 'app/web/a.ts', 'app/data/b.ts', null];
    expect(run(graph, broken)).toEqual([['insert', ...row]]);
    expect(run(graph, broken)).toEqual([]);
    expect(run(graph, clean)).toEqual([['delete', ...row]]);
  }));

test('a cycle that grew through another is new, one that shrank is the one it was', () =>
  withGraph((graph) => {
    const two = importing({ 'b.ts': ['c.ts'], 'c.ts': ['b.ts'], 'a.ts': [] });
    const three = importing({ 'a.ts': ['b.ts'], 'b.ts': ['c.ts'], 'c.ts': ['b.ts', 'a.ts'] });
    run(graph, importing({ 'a.ts': [], 'b.ts': [], 'c.ts': [] }));
    expect(run(graph, two)).toEqual([['insert', 'arch.cycles', 'app/b.ts', null, 2]]);
    expect(run(graph, three)).toEqual([
      ['delete', 'arch.cycles', 'app/b.ts', null, 2],
      ['insert', 'arch.cycles', 'app/a.ts', null, 3],
    ]);
    expect(run(graph, two)).toEqual([['update', 'arch.cycles', 'app/b.ts', null, 2]]);
  }));

test('a codebase that names no architecture hears of cycles of files alone', () =>
  withGraph((graph) => {
    run(graph, importing({ 'web/a.ts': [], 'data/b.ts': [] }), null);
    const circle = importing({ 'web/a.ts': ['data/b.ts'], 'data/b.ts': ['web/a.ts'] });
    expect(run(graph, circle, null)).toEqual([
      ['insert', 'clew.file-cycles', 'app/data/b.ts', null, 2],
    ]);
  }));

test('layers are told by the architecture of the last run', () =>
  withGraph((graph) => {
    const facts = importing({ 'web/a.ts': [], 'data/b.ts': [], 'c.ts': [] });
    run(graph, facts);
    const ids = ['app/web/a.ts', 'app/data/b.ts', 'app/c.ts'].map(
      (fqn) => requireSymbol(graph, fqn).id,
    );
    const layers = () => ids.map((id) => layersById({ ctx: { graph }, input: { ids } }).get(id));
    expect(layers()).toEqual(['web', 'data', undefined]);
    run(graph, facts, null);
    expect(layers()).toEqual([undefined, undefined, undefined]);
  }));

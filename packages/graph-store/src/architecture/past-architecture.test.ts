import { join } from 'node:path';
import { type Architecture, architectureSchema } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { batch, edge, emptyGraph, file } from '../../test/facts.ts';
import { graphAt } from '../../test/graph-at.ts';
import { applyFacts } from '../apply/apply-facts.ts';
import { renumberChanges } from '../changes/renumber-changes.ts';
import { GraphError } from '../graph-error.ts';
import { migrateGraph } from '../migrate/migrate-graph.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { copyGraph } from '../past/copy-graph.ts';
import { findMoment } from '../past/find-moment.ts';
import { rewindGraph } from '../past/rewind-graph.ts';
import { describeLayers } from './describe-layers.ts';
import { recordArchitecture } from './record-architecture.ts';

const web = architectureSchema.parse({ layers: { web: { files: 'web/**' } } });
const both = architectureSchema.parse({
  layers: { web: { files: 'web/**' }, data: { files: 'data/**' } },
});

/** One index run of two files, of which the second imports the first or not. */
function run(graph: Graph, imports: boolean, architecture: Architecture | null): void {
  const files = [
    file('data/b.ts'),
    file('web/a.ts', [], imports ? [edge('app/web/a.ts', 'app/data/b.ts', 'imports')] : []),
  ];
  const derive = () => void recordArchitecture({ ctx: { graph }, input: { architecture } });
  applyFacts({ ctx: { graph, derive }, input: batch(files, { scope: 'full' }) });
}

const layersOf = (graph: Graph) =>
  describeLayers({ ctx: { graph } }).layers.map(({ name, symbols }) => `${name} ${symbols}`);

/** What `work` finds in the graph as it was at a moment. */
async function inThePast<T>(graph: Graph, at: string, work: (past: Graph) => T): Promise<T> {
  await using folder = await tempDir();
  const to = join(folder.path, 'past.db');
  await copyGraph({ from: graph.path, to });
  const past = openGraph(to);
  try {
    const { change } = findMoment({ ctx: { graph: past }, input: { at } });
    rewindGraph({ ctx: { graph: past }, input: { through: change } });
    return work(past);
  } finally {
    past.close();
  }
}

test('the layers of a moment are those of then, with what went between them then', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  run(graph, false, null);
  run(graph, true, web);
  run(graph, false, both);
  // A run that finds nothing else makes no revision; it counts from the next one on.
  recordArchitecture({ ctx: { graph }, input: { architecture: web } });
  recordArchitecture({ ctx: { graph }, input: { architecture: null } });
  expect(layersOf(graph)).toEqual([]);
  expect(await inThePast(graph, '1', layersOf)).toEqual([]);
  expect(await inThePast(graph, '2', layersOf)).toEqual(['web 1']);
  expect(await inThePast(graph, '3', layersOf)).toEqual(['web 1', 'data 1']);
  run(graph, true, both);
  expect(await inThePast(graph, '4', (past) => describeLayers({ ctx: { graph: past } }))).toEqual(
    describeLayers({ ctx: { graph } }),
  );
  renumberChanges({ ctx: { graph }, input: { from: 4, to: 400 } });
  expect(layersOf(graph)).toEqual(['web 1', 'data 1']);
  expect(await inThePast(graph, '4', layersOf)).toEqual(['web 1', 'data 1']);
  graph.close();
});

test('what was in force before it was written down is not made up', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  const started = '2026-03-02T09:30:00.000Z';
  graphAt(path, '0016', (db) => {
    db.prepare('insert into architecture (id, config) values (1, ?)').run(JSON.stringify(web));
    db.exec(`insert into revisions (scope, started_at, finished_at, duration_ms, counts)
      values ('full', '${started}', '${started}', 1, '{}')`);
  });
  migrateGraph({ path });
  const graph = openGraph(path);
  expect(layersOf(graph)).toEqual(['web 0']);
  graph.sqlite.exec('update architecture set since = 5');
  graph.sqlite.exec('update change_recording set enabled = 0');
  expect(() => describeLayers({ ctx: { graph } })).toThrow(GraphError);
  expect(() => describeLayers({ ctx: { graph } })).toThrow(/nobody wrote down/);
  graph.close();
});

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  applyFacts,
  type Graph,
  getSymbol,
  listEntryPoints,
  migrateGraph,
  openGraph,
} from '@clew/graph-store';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { indexTypeScript } from '../index-typescript.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/detectors/', import.meta.url));

function detectionsOf(graph: Graph): readonly unknown[] {
  return graph
    .prepare<[], unknown>(`
      select 'entry', symbol_id, entry_type, http_method, http_path, mq_queue, name from entry_points
      union all
      select 'need', caller_id, dependency_type, target, strength, null, null
      from external_dependencies
      order by 1, 2, 3, 4, 5, 6, 7`)
    .all();
}

test('what is detected is stored, stays when applied again, and moves with its lines', async () => {
  await using folder = await tempDir();
  const root = join(folder.path, 'fixture');
  cpSync(join(fixtures, 'jobs'), root, { recursive: true });
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  const index = async () =>
    applyFacts({ ctx: { graph }, input: await indexTypeScript({ root, commit: null }) });

  await index();
  const stored = detectionsOf(graph);
  expect(stored.length).toBeGreaterThan(15);
  const report = 'fixture/src/report.ts#report';
  const { entry_points } = getSymbol({ ctx: { graph }, input: { fqn: report } });
  expect(entry_points.map(({ mq_queue }) => mq_queue)).toContain('orders');
  const recorded = () =>
    graph
      .prepare<[], { op: string; count: number }>(`
        select op, count(*) as count from graph_changes
        where entity in ('entry_point', 'external_dependency') group by op`)
      .all();

  await index();
  expect(detectionsOf(graph)).toEqual(stored);
  expect(recorded()).toEqual([]);

  const source = join(root, 'src/jobs.ts');
  writeFileSync(source, `\n\n${readFileSync(source, 'utf8')}`);
  await index();
  expect(detectionsOf(graph)).toEqual(stored);
  expect(recorded().map(({ op }) => op)).toEqual(['update']);
  const [first] = listEntryPoints({ ctx: { graph }, input: { q: '*/5' } }).items;
  expect(first?.line).toBe(13);

  writeFileSync(source, 'export {};\n');
  await index();
  expect(detectionsOf(graph)).toEqual([]);
  graph.close();
});

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactBatch, FileFacts } from '@clew/contracts';
import { applyFacts } from '../src/apply/apply-facts.ts';
import { diffGraphs } from '../src/diff/diff-graphs.ts';
import { compareFacts } from '../src/life/compare-facts.ts';
import { migrateGraph } from '../src/migrate/migrate-graph.ts';
import { openGraph } from '../src/open-graph.ts';
import { copyGraph } from '../src/past/copy-graph.ts';
import { findMoment } from '../src/past/find-moment.ts';
import { rewindGraph } from '../src/past/rewind-graph.ts';
import { largeBatch } from './large-batch.ts';

/*
 * What it costs to recognise renames, to wind a graph back, to compare two moments and to compare a
 * graph with its sources. One figure each: the order of magnitude is what counts.
 */

const shape = { files: 2_000, functionsPerFile: 20, edgesPerFunction: 10, hubEdges: 1_000 };
const revisions = 20;
const filesOfRevision = 50;

const folder = mkdtempSync(join(tmpdir(), 'clew-life-'));
const path = join(folder, 'graph.db');

async function measure(what: string, work: () => unknown): Promise<void> {
  const start = performance.now();
  await work();
  console.log(`${what.padEnd(58)} ${(performance.now() - start).toFixed(0).padStart(8)} ms`);
}

const full = largeBatch(shape);
const partial = (files: readonly FileFacts[], values: Partial<FactBatch> = {}): FactBatch => ({
  ...full,
  scope: 'partial',
  files: [...files],
  ...values,
});

/** A file in which every call stands a line further down. */
const shifted = (file: FileFacts, by: number): FileFacts => ({
  ...file,
  content_hash: `${file.content_hash} ${by}`,
  symbols: file.symbols.map((symbol) => ({ ...symbol, start_line: 1 + by, end_line: 10 + by })),
  edges: file.edges.map((edge) => ({ ...edge, line: edge.line + by })),
});

try {
  migrateGraph({ path });
  const graph = openGraph(path);
  const apply = (input: FactBatch) => applyFacts({ ctx: { graph }, input });
  await measure('first index', () => apply(full));
  await measure('the same full batch again', () => apply(full));
  const [one] = full.files;
  if (one === undefined) throw new Error('The batch is empty');
  await measure('one file whose lines moved', () => apply(partial([shifted(one, 1)])));
  const moved = JSON.parse(JSON.stringify(one).replaceAll('file-0.ts', 'moved-0.ts')) as FileFacts;
  await measure('one file that moved, recognised', () => {
    const { counts } = apply(partial([moved], { removed_files: [one.path] }));
    console.log(`  ${counts.symbols_renamed} symbols renamed`);
  });
  for (let revision = 0; revision < revisions; revision += 1) {
    const start = 1 + revision * filesOfRevision;
    const files = full.files.slice(start, start + filesOfRevision);
    apply(partial(files.map((file) => shifted(file, 1 + revision))));
  }
  const [held] = graph.sqlite.prepare('select count(*) as n from graph_changes').pluck().all();
  console.log(
    `  ${shape.files * shape.functionsPerFile} functions, ${graph.sqlite.prepare('select count(*) from edges').pluck().get()} edges, ${(statSync(path).size / 1e6).toFixed(0)} MB, ${held} changes in the outbox`,
  );
  const last = revisions + 4;
  for (const back of [1, revisions]) {
    const to = join(folder, `back-${back}.db`);
    await measure(`copy of the graph`, () => copyGraph({ from: path, to }));
    const past = openGraph(to);
    const { change } = findMoment({ ctx: { graph: past }, input: { at: String(last - back) } });
    let undone = 0;
    await measure(`winding it back ${back} revisions`, () => {
      undone = rewindGraph({ ctx: { graph: past }, input: { through: change } });
    });
    console.log(`  ${undone} changes undone`);
    past.close();
    await measure(`comparing then and now`, () => {
      diffGraphs({ ctx: { graph }, input: { before: to } });
    });
  }
  await measure('comparing the graph with a full batch', () => {
    compareFacts({ ctx: { graph }, input: { batch: full } });
  });
  graph.close();
} finally {
  rmSync(folder, { recursive: true });
}

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  applyFacts,
  deleteSymbol,
  findCycles,
  findDeadCode,
  findHotspots,
  findPaths,
  type Graph,
  getCallers,
  getImpact,
  migrateGraph,
  openGraph,
  previewDeletion,
  queryGraph,
  searchSymbols,
} from '@clew/graph-store';
import { functionFqn, hubFqn, type LargeBatchShape, largeBatch } from './large-batch.ts';

/** The verbs on a graph of 100,000 functions and 1,000,000 edges that was loaded by `applyFacts`. */
const shape: LargeBatchShape = {
  files: 2_000,
  functionsPerFile: 50,
  edgesPerFunction: 10,
  hubEdges: 1_000,
};
const functions = shape.files * shape.functionsPerFile;

interface Measured<T> {
  readonly answer: T;
  readonly ms: number;
  readonly cpuMs: number;
}

function measure<T>(work: () => T): Measured<T> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const answer = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { answer, ms, cpuMs: (user + system) / 1_000 };
}

/** The median and the 95th percentile of many runs, by the clock and by CPU time, after a warm-up. */
function percentiles(runs: number, work: (run: number) => unknown) {
  for (let run = 0; run < 20; run += 1) work(run);
  const measured = Array.from({ length: runs }, (_, run) => measure(() => work(run)));
  const at = (of: 'ms' | 'cpuMs', share: number) =>
    round(
      measured.map((each) => each[of]).sort((a, b) => a - b)[
        Math.floor((measured.length - 1) * share)
      ] ?? 0,
    );
  return {
    runs,
    'p50 (ms)': at('ms', 0.5),
    'p95 (ms)': at('ms', 0.95),
    'max (ms)': at('ms', 1),
    'CPU p50': at('cpuMs', 0.5),
    'CPU p95': at('cpuMs', 0.95),
  };
}

const round = (value: number) => Number(value.toFixed(value < 10 ? 2 : 0));

/** Bytes of the edges and of all their indexes, for each edge. */
function bytesPerEdge(graph: Graph): number {
  const bytes = graph
    .prepare<[], { bytes: number }>(`
      select sum(pgsize) as bytes from dbstat
      where name in (select name from sqlite_schema where tbl_name = 'edges') and aggregate = true`)
    .get();
  const edges = graph.prepare<[], { n: number }>('select count(*) as n from edges').get();
  return (bytes?.bytes ?? 0) / (edges?.n ?? 1);
}

/** Runs work that is undone afterwards, so that it can be measured again on the same graph. */
function undone<T>(graph: Graph, work: () => T): T {
  const results: T[] = [];
  try {
    graph.transaction(() => {
      results.push(work());
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  const [result] = results;
  if (result === undefined) throw new Error('The work did not run');
  return result;
}

class Undo extends Error {}

function deletions(graph: Graph) {
  const id = graph
    .prepare<[string], { id: number }>('select id from symbols where fqn = ?')
    .get(hubFqn)?.id;
  const raw = graph.sqlite.prepare<[number | undefined]>('delete from symbols where id = ?');
  const byVerb = (mode: 'soft' | 'hard') => () =>
    deleteSymbol({ ctx: { graph }, input: { fqn: hubFqn, mode } });
  const record = graph.sqlite.prepare<[number]>('update change_recording set enabled = ?');
  const rows = [];
  const ways: readonly (readonly [string, number, () => unknown])[] = [
    ['raw SQLite, changes not recorded', 0, () => raw.run(id)],
    ['raw SQLite, changes recorded', 1, () => raw.run(id)],
    ['deleteSymbol hard, not recorded', 0, byVerb('hard')],
    ['deleteSymbol hard, recorded', 1, byVerb('hard')],
    ['deleteSymbol soft, recorded', 1, byVerb('soft')],
  ];
  for (const [name, recorded, work] of ways) {
    record.run(recorded);
    const times = Array.from({ length: 9 }, () => undone(graph, () => measure(work).ms)).sort(
      (a, b) => a - b,
    );
    rows.push({
      deletion: name,
      'median (ms)': round(times[4] ?? 0),
      'worst of 9 (ms)': round(times[8] ?? 0),
    });
  }
  record.run(1);
  return rows;
}

/** A function chosen evenly; one of fifty is a shared one, which nearly everything reaches. */
function someFunction(run: number): string {
  return functionFqn(shape, (run * 997) % functions);
}

/** One that not nearly everything reaches. */
function unsharedFunction(run: number): string {
  return functionFqn(shape, ((run * 997) % (functions / 50)) * 50 + 1 + (run % 49));
}

function questions(graph: Graph) {
  const texts = ['compute', 'comp77', 'compute5012', 'hub', 'area-7', 'fileNine', 'absent name'];
  return [
    {
      question: 'getImpact depth 5',
      ...percentiles(200, (run) =>
        getImpact({ ctx: { graph }, input: { fqn: someFunction(run), depth: 5 } }),
      ),
    },
    {
      question: 'getImpact depth 5, not of shared ones',
      ...percentiles(200, (run) =>
        getImpact({ ctx: { graph }, input: { fqn: unsharedFunction(run), depth: 5 } }),
      ),
    },
    {
      question: 'getImpact depth 2',
      ...percentiles(200, (run) =>
        getImpact({ ctx: { graph }, input: { fqn: someFunction(run), depth: 2 } }),
      ),
    },
    {
      question: 'getCallers',
      ...percentiles(500, (run) =>
        getCallers({ ctx: { graph }, input: { fqn: someFunction(run) } }),
      ),
    },
    {
      question: 'getCallers of the hub',
      ...percentiles(50, () => getCallers({ ctx: { graph }, input: { fqn: hubFqn } })),
    },
    {
      question: 'searchSymbols',
      ...percentiles(70, (run) =>
        searchSymbols({ ctx: { graph }, input: { q: texts[run % texts.length] } }),
      ),
    },
    {
      question: 'previewDeletion',
      ...percentiles(200, (run) =>
        previewDeletion({ ctx: { graph }, input: { fqn: someFunction(run) } }),
      ),
    },
    {
      question: 'previewDeletion of the hub',
      ...percentiles(50, () => previewDeletion({ ctx: { graph }, input: { fqn: hubFqn } })),
    },
  ];
}

/** Questions about far ends of the graph, and about all of it: CPU seconds of a few runs each. */
function wideQuestions(graph: Graph) {
  const ctx = { graph };
  const near = (run: number) => ({
    from: functionFqn(shape, (1_000 + run * 997) % functions),
    to: functionFqn(shape, (800 + run * 997) % functions),
  });
  const ways: readonly (readonly [string, number, (run: number) => unknown])[] = [
    ['findPaths, neighbours', 20, (run) => findPaths({ ctx, input: { ...near(run), depth: 6 } })],
    [
      'findPaths, anywhere',
      10,
      (run) =>
        findPaths({ ctx, input: { from: someFunction(run + 3), to: someFunction(run * 7 + 1) } }),
    ],
    [
      'queryGraph depth 3',
      20,
      (run) => queryGraph({ ctx, input: { start: [someFunction(run)], depth: 3 } }),
    ],
    ['findCycles of symbols', 3, () => findCycles({ ctx, input: { level: 'symbol' } })],
    [
      'findCycles of files by calls',
      3,
      () => findCycles({ ctx, input: { level: 'file', relations: ['calls'] } }),
    ],
    ['findDeadCode', 3, () => findDeadCode({ ctx, input: {} })],
    ['findHotspots', 3, () => findHotspots({ ctx, input: {} })],
  ];
  return ways.map(([question, runs, work]) => {
    const cpu = Array.from({ length: runs }, (_, run) => measure(() => work(run)).cpuMs).sort(
      (a, b) => a - b,
    );
    return {
      question,
      runs,
      'median CPU (ms)': round(cpu[Math.floor(runs / 2)] ?? 0),
      'worst CPU (ms)': round(cpu[runs - 1] ?? 0),
    };
  });
}

const folder = mkdtempSync(join(tmpdir(), 'clew-bench-'));
try {
  console.log(`load average ${loadavg().map(round).join(' ')}`);
  const path = join(folder, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  const facts = largeBatch(shape);
  const load = measure(() => applyFacts({ ctx: { graph }, input: facts }));
  const again = measure(() => applyFacts({ ctx: { graph }, input: facts }));
  graph.sqlite.pragma('wal_checkpoint(truncate)');
  console.table([
    {
      run: 'first applyFacts',
      edges: load.answer.counts.edges,
      seconds: round(load.ms / 1_000),
      'of it CPU': round(load.cpuMs / 1_000),
      'bytes per edge': round(bytesPerEdge(graph)),
      'file (MB)': round(statSync(path).size / 1e6),
    },
    {
      run: 'the same batch again',
      edges: again.answer.counts.edges,
      seconds: round(again.ms / 1_000),
      'of it CPU': round(again.cpuMs / 1_000),
    },
  ]);
  console.table(deletions(graph));
  const reach = Array.from(
    { length: 200 },
    (_, run) =>
      getImpact({ ctx: { graph }, input: { fqn: someFunction(run), depth: 5, limit: 1 } }).total,
  ).sort((a, b) => a - b);
  console.log(
    `symbols reached at depth 5: p50 ${reach[99]}, p95 ${reach[189]}, most ${reach[199]}`,
  );
  console.table(questions(graph));
  console.table(wideQuestions(graph));
  console.log(`load average ${loadavg().map(round).join(' ')}`);
  graph.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

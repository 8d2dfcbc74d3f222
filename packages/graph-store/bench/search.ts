import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  applyFacts,
  migrateGraph,
  openGraph,
  type SearchSymbolsInput,
  searchSymbols,
} from '@clew/graph-store';
import { namedBatch } from './named-batch.ts';

/** The search on a graph of 100,000 symbols: each kind of query by itself, and all of them mixed. */
const queries: Readonly<Record<string, readonly SearchSymbolsInput[]>> = {
  'a name': ['getCartPrice', 'LedgerAccount', 'openQueue', 'mergeSchemaColumn', 'retry'].map(
    (q) => ({ q }),
  ),
  'as it is typed': ['r', 're', 'rea', 'read', 'readT', 'readTo', 'readTok', 'readToken'].map(
    (q) => ({ q }),
  ),
  'one or two letters, rarely first': ['q', 'x', 'qu', 'xi', 'zz'].map((q) => ({ q })),
  'a part of names': ['symbol', 'price', 'uot', 'dge'].map((q) => ({ q })),
  camelCase: ['gCP', 'reaTok', 'SchCol', 'uPB', 'opQueSet'].map((q) => ({ q })),
  'a part of paths': ['src/graph', 'cart-price', 'shop/src/user/'].map((q) => ({ q })),
  'words in any order': [
    'price cart',
    'token open',
    'graph symbol edge',
    'account ledger file',
  ].map((q) => ({ q })),
  'words of signatures': [
    'options',
    'promise void',
    'ledger options',
    'context string calendar',
  ].map((q) => ({ q })),
  'with a kind': [
    { q: 'symbol', kind: 'class' },
    { q: 'get', kind: 'method' },
    { q: 'lease', kind: 'interface' },
    { q: 'token open', kind: 'function' },
  ],
  'nothing there': ['absent', 'getFrobnicator', 'zebra crossing', 'qqxz'].map((q) => ({ q })),
  'no text': [{}, { kind: 'class' }, { kind: 'file' }],
};

const rounds = 20;
const round = (value: number) => Number(value.toFixed(value < 10 ? 2 : 0));

interface Times {
  readonly wall: number[];
  readonly cpu: number[];
}

function timesOf(
  graph: Parameters<typeof searchSymbols>[0]['ctx']['graph'],
  inputs: readonly SearchSymbolsInput[],
): Times {
  const times: Times = { wall: [], cpu: [] };
  for (let each = 0; each < rounds + 2; each += 1) {
    for (const input of inputs) {
      const before = process.cpuUsage();
      const start = performance.now();
      searchSymbols({ ctx: { graph }, input: { limit: 50, ...input } });
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      if (each < 2) continue;
      times.wall.push(wall);
      times.cpu.push((user + system) / 1_000);
    }
  }
  return times;
}

function row(query: string, { wall, cpu }: Times) {
  const at = (list: readonly number[], share: number) =>
    round(list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) * share)] ?? 0);
  return {
    query,
    runs: wall.length,
    'p50 (ms)': at(wall, 0.5),
    'p95 (ms)': at(wall, 0.95),
    'CPU p50': at(cpu, 0.5),
    'CPU p95': at(cpu, 0.95),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'clew-bench-'));
try {
  console.log(`load average ${loadavg().map(round).join(' ')}`);
  const path = join(folder, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  const facts = namedBatch({ files: 2_000, symbolsPerFile: 50 });
  const start = process.cpuUsage();
  applyFacts({ ctx: { graph }, input: facts });
  const { user, system } = process.cpuUsage(start);
  graph.sqlite.pragma('wal_checkpoint(truncate)');
  const index = graph
    .prepare<[], { bytes: number }>(
      "select sum(pgsize) as bytes from dbstat where name like 'symbol_search%' and aggregate = true",
    )
    .get();
  console.log(
    `load ${round((user + system) / 1e6)} s of CPU, ${round(statSync(path).size / 1e6)} MB, of it the index of the search ${round((index?.bytes ?? 0) / 1e6)} MB`,
  );
  const measured = Object.entries(queries).map(
    ([query, inputs]) => [query, timesOf(graph, inputs)] as const,
  );
  const all: Times = {
    wall: measured.flatMap(([, { wall }]) => wall),
    cpu: measured.flatMap(([, { cpu }]) => cpu),
  };
  console.table([...measured.map(([query, times]) => row(query, times)), row('all of them', all)]);
  console.log(`load average ${loadavg().map(round).join(' ')}`);
  graph.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

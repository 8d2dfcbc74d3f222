import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { applyFacts, migrateGraph, openGraph, readIndexInputs } from '@clew/graph-store';
import { tempDir } from '@clew/testing';
import { isEmptyBatch, isUpToDate, openIndexSession } from '../src/index.ts';
import { librarySources } from '../test/library-sources.ts';

/**
 * What an edit costs on the sources of effect: from the save to the committed graph in a warm session,
 * in a new process without its start, and a run in which nothing changed. CPU time stands beside wall
 * time, because a shared machine makes the latter longer.
 *
 *   node --conditions=source --import tsx bench/incremental-time.ts
 */
const BODY = /\)(?::[^;{}()=]*)?\s*(?:=>\s*)?\{\n/;

await using folder = await tempDir();
await using sources = await librarySources('effect');
const { root } = sources;
const path = join(folder.path, 'graph.db');
await migrateGraph({ path });
const graph = openGraph(path);
const ctx = { graph };
const known = () => readIndexInputs({ ctx });
const session = openIndexSession({ root, known });

interface Cost {
  readonly wall: number;
  readonly cpu: number;
}
const rows: Record<string, Record<string, number>> = {};

async function cost(work: () => Promise<unknown> | unknown): Promise<Cost> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const used = process.cpuUsage(cpu);
  return { wall: performance.now() - start, cpu: (used.user + used.system) / 1000 };
}

function report(name: string, costs: readonly Cost[], files: number): void {
  const at = (of: keyof Cost, share: number) => {
    const sorted = costs.map((one) => one[of]).sort((a, b) => a - b);
    return Math.round(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0);
  };
  rows[name] = {
    runs: costs.length,
    'files derived': files,
    'CPU ms, median': at('cpu', 0.5),
    'CPU ms, p90': at('cpu', 0.9),
    'wall ms, median': at('wall', 0.5),
    'wall ms, p90': at('wall', 0.9),
  };
  console.log(name, rows[name]);
}

/** One edit of each file, from the save to the committed graph. */
async function edits(
  name: string,
  paths: readonly string[],
  edit: (text: string) => string,
  update: (path: string) => ReturnType<typeof session.update>,
): Promise<void> {
  const costs: Cost[] = [];
  let files = 0;
  for (const file of paths) {
    const text = readFileSync(join(root, file), 'utf8');
    writeFileSync(join(root, file), edit(text));
    costs.push(
      await cost(async () => {
        const batch = await update(file);
        files += batch.files.length;
        if (!isEmptyBatch(batch)) applyFacts({ ctx, input: batch });
      }),
    );
    writeFileSync(join(root, file), text);
    const back = await session.update([file], { commit: null });
    if (!isEmptyBatch(back)) applyFacts({ ctx, input: back });
  }
  report(name, costs, Math.round((files / paths.length) * 10) / 10);
}

const all: string[] = [];
const first = await cost(async () => {
  const batch = await session.full({ commit: null });
  all.push(...batch.files.map((file) => file.path));
  applyFacts({ ctx, input: batch });
});
report('full index', [first], all.length);

const nothing: Cost[] = [];
for (let turn = 0; turn < 9; turn += 1) {
  nothing.push(await cost(() => isUpToDate({ root, known: known() })));
}
report(`nothing changed, ${all.length} files`, nothing, 0);

const withBodies = all.filter((file) => BODY.test(readFileSync(join(root, file), 'utf8')));
const sample = Array.from({ length: 15 }, (_, at) => {
  const file = withBodies[Math.floor((at * withBodies.length) / 15)];
  return file ?? '';
});
const told = (file: string) => session.update([file], { commit: null });
const comment = (text: string) => `${text}\n// a remark\n`;
await edits('a comment, warm session', sample, comment, told);
const body = (text: string) => text.replace(BODY, (head) => `${head}  void 0;\n`);
await edits('a body, warm session', sample.slice(0, 5), body, told);
const cold = () =>
  openIndexSession({ root, known, keepPrograms: false }).update(null, { commit: null });
await edits('a comment, new session', sample.slice(0, 2), comment, cold);

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
console.table(rows);
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
session.close();
graph.close();

import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexTypeScript } from '../src/index.ts';
import { compareWithScip } from '../test/compare-with-scip.ts';
import { problemsOf } from '../test/facts.ts';
import { type Library, librarySources } from '../test/library-sources.ts';
import { readScipIndex, SCIP_TYPESCRIPT } from '../test/scip-index.ts';

/**
 * Index time next to scip-typescript, on the same files in the same run: each is a process of its
 * own that reads the sources and writes its index, in turns, so that both see the same machine.
 */
const ROUNDS = 5;

interface Usage {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Both are measured as they are installed: compiled. */
function build(): void {
  const compiler = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
  for (const config of ['../../contracts/tsconfig.build.json', '../tsconfig.build.json']) {
    execFileSync(process.execPath, [compiler, '-p', here(config)], { stdio: 'inherit' });
  }
}

function measure(root: string, argv: readonly string[]): Usage {
  const start = performance.now();
  const run = spawnSync(process.execPath, ['--require', here('./report-usage.cjs'), ...argv], {
    cwd: root,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - start) / 1000;
  const usage = /^usage (.*)$/m.exec(run.stderr)?.[1];
  if (run.status !== 0 || usage === undefined) throw new Error(run.stderr);
  return { seconds, ...(JSON.parse(usage) as Omit<Usage, 'seconds'>) };
}

function median(runs: readonly Usage[], of: keyof Usage): number {
  const sorted = runs.map((run) => run[of]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function bench(library: Library): Promise<Record<string, string | number>> {
  await using sources = await librarySources(library);
  const { root } = sources;
  const scip = ['index', '--no-progress-bar', '--output', join(root, 'index.scip')];
  const clew = [here('./index-once.mjs'), root, join(root, 'facts.jsonl')];
  const runs = { scip: [] as Usage[], clew: [] as Usage[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.scip.push(measure(root, [SCIP_TYPESCRIPT, ...scip]));
    runs.clew.push(measure(root, clew));
  }
  const batch = await indexTypeScript({ root, commit: null });
  const problems = problemsOf(batch);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const comparison = compareWithScip(root, readScipIndex(join(root, 'index.scip')));
  for (const difference of comparison.differences) console.error(library, difference);
  const fixed = (of: keyof Usage, who: keyof typeof runs) =>
    Number(median(runs[who], of).toFixed(2));
  return {
    library,
    files: batch.files.length,
    symbols: batch.files.reduce((sum, { symbols }) => sum + symbols.length, 0),
    edges: batch.files.reduce((sum, { edges }) => sum + edges.length, 0),
    'clew s': fixed('seconds', 'clew'),
    'scip s': fixed('seconds', 'scip'),
    'clew/scip': Number((median(runs.clew, 'seconds') / median(runs.scip, 'seconds')).toFixed(2)),
    'clew cpu s': fixed('cpuSeconds', 'clew'),
    'scip cpu s': fixed('cpuSeconds', 'scip'),
    'clew MB': Math.round(median(runs.clew, 'peakMb')),
    'scip MB': Math.round(median(runs.scip, 'peakMb')),
    calls: comparison.calls,
    same: comparison.sameSymbol + comparison.sameLibrary,
    'scip local': comparison.localInScip + comparison.dataInScip,
    'scip silent': comparison.silentInScip,
    differ: comparison.differences.length,
  };
}

build();
const rows = [];
for (const library of ['rxjs', 'zod', 'effect'] as const) rows.push(await bench(library));
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, median of ${ROUNDS}`);
console.table(Object.fromEntries(rows.map(({ library, ...row }) => [library, row])));

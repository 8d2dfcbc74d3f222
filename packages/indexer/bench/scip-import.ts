import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempDir } from '@clew/testing';
import { librarySources } from '../test/library-sources.ts';
import { writeScipIndex } from '../test/scip-index.ts';
import { writeJavaProject } from './java-project.ts';

/**
 * What the import of a SCIP index costs, with the sources read and the detectors run over them: a made
 * Java project, and what scip-typescript writes of the sources of effect. Each import is a process of
 * its own, whose start is not counted. CPU time stands beside wall time, because a shared machine
 * makes the latter longer.
 *
 *   node --conditions=source --import tsx bench/scip-import.ts
 */
const ROUNDS = 3;

/** What `import-once.ts` prints. */
interface Import {
  readonly occurrences: number;
  readonly edges: number;
  readonly detections: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly detectionCpuMs: number;
  readonly peakMb: number;
}

function importOnce(root: string): Import {
  const script = fileURLToPath(new URL('./import-once.ts', import.meta.url));
  const run = spawnSync(process.execPath, [...process.execArgv, script, root], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Import;
}

function measure(root: string): Record<string, number> {
  const runs = Array.from({ length: ROUNDS }, () => importOnce(root));
  const median = (of: keyof Import): number => {
    const sorted = runs.map((run) => run[of]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  const perSecond = (ms: number) => Math.round(median('occurrences') / (ms / 1000) / 1000);
  const alone = median('cpuMs') - median('detectionCpuMs');
  return {
    occurrences: median('occurrences'),
    edges: median('edges'),
    detections: median('detections'),
    'CPU ms': Math.round(median('cpuMs')),
    'thousand a CPU s': perSecond(median('cpuMs')),
    'without detection': perSecond(alone),
    ratio: Number((median('cpuMs') / alone).toFixed(2)),
    'wall ms': Math.round(median('wallMs')),
    'thousand a s': perSecond(median('wallMs')),
    'peak MB': Math.round(median('peakMb')),
  };
}

const rows: Record<string, Record<string, number>> = {};
{
  await using folder = await tempDir();
  const project = { files: 2_500, methods: 20, calls: 10, controllers: 0.05, tests: 0.1 };
  writeJavaProject(folder.path, project);
  rows['Java, made'] = measure(folder.path);
}
{
  await using sources = await librarySources('effect');
  writeScipIndex(sources.root, join(sources.root, 'index.scip'));
  rows['effect, scip-typescript'] = measure(sources.root);
}
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, median of ${ROUNDS}`);
console.table(rows);

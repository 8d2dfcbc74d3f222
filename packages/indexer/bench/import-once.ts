import { join } from 'node:path';
import { detectInBatch } from '../src/detectors/detect-in-batch.ts';
import { importScip } from '../src/index.ts';

/** Imports `index.scip` of a folder once and prints what it took, for `scip-import.ts`. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const [, , root = ''] = process.argv;
const begin = process.cpuUsage();
const start = performance.now();
const { batch, report } = await importScip({
  path: join(root, 'index.scip'),
  root,
  commit: null,
  includeTypeScript: true,
});
const wallMs = performance.now() - start;
const whole = cpuMs(begin);
const peakMb = process.resourceUsage().maxRSS / 1024;

const again = process.cpuUsage();
detectInBatch(batch, root);
const sum = (count: (file: (typeof batch.files)[number]) => number) =>
  batch.files.reduce((total, file) => total + count(file), 0);
console.log(
  JSON.stringify({
    occurrences: report.occurrences,
    edges: sum(({ edges }) => edges.length),
    detections: sum((file) => (file.entry_points?.length ?? 0) + (file.dependencies?.length ?? 0)),
    cpuMs: whole,
    wallMs,
    detectionCpuMs: cpuMs(again),
    peakMb,
  }),
);

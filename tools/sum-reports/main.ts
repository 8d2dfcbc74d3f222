import { fileURLToPath } from 'node:url';
import { closingLine, sumReports, workspacePackages } from './sum-reports.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const sum = sumReports(repository, workspacePackages(repository));
/** Other steps of the gate that failed; each counts as one failure. */
const steps = process.argv.slice(2);
for (const step of steps) console.error(`failed: ${step}`);
for (const folder of sum.missing) console.error(`${folder} has tests, but left no report`);
for (const { name, why } of sum.failures) {
  console.error(`failed: ${name}`);
  if (why !== '') console.error(why.replaceAll(/^/gm, '    '));
}
console.log(closingLine(sum, steps.length));
process.exitCode = steps.length + sum.failed + sum.missing.length > 0 || sum.passed === 0 ? 1 : 0;

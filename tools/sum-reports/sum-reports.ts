import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What the test runners of all packages counted together. */
export interface Sum {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Packages that have tests and left no readable report. */
  readonly missing: readonly string[];
  /** Names of failed tests, and files that failed before their first test. */
  readonly failures: readonly string[];
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Adds up the reports `<package>/.vitest/*.json` of the packages of a repository. */
export function sumReports(repository: string, packages: readonly string[]): Sum {
  const missing: string[] = [];
  const failures: string[] = [];
  let [passed, failed, skipped] = [0, 0, 0];
  for (const folder of packages) {
    const reports = reportsOf(join(repository, folder));
    if (reports.length === 0 && hasTests(join(repository, folder))) missing.push(folder);
    for (const report of reports) {
      passed += report.numPassedTests;
      skipped += report.numPendingTests + report.numTodoTests;
      for (const { name, status, assertionResults } of report.testResults) {
        const file = relative(repository, name);
        const red = assertionResults.filter((result) => result.status === 'failed');
        // A file that cannot even be loaded has no failed test, but it has failed.
        const names = red.map(({ fullName }) => `${file}: ${fullName}`);
        if (status === 'failed' && red.length === 0) names.push(file);
        failed += names.length;
        failures.push(...names);
      }
    }
  }
  return { passed, failed, skipped, missing, failures };
}

/**
 * The line that closes a run. A missing report counts as a failure: its tests may never have run.
 * `otherFailures` counts what failed and has no report.
 */
export function closingLine(
  { passed, failed, skipped, missing }: Sum,
  otherFailures: number,
): string {
  return `${passed} passed, ${failed + missing.length + otherFailures} failed, ${skipped} skipped`;
}

/** The folders of all workspace packages, relative to the repository. */
export function workspacePackages(repository: string): readonly string[] {
  const nested = ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(repository, group)).map((name) => `${group}/${name}`),
  );
  return [...nested, 'tools'].filter((folder) =>
    existsSync(join(repository, folder, 'package.json')),
  );
}

function reportsOf(folder: string): readonly Report[] {
  const reports = join(folder, '.vitest');
  if (!existsSync(reports)) return [];
  return readdirSync(reports)
    .filter((name) => name.endsWith('report.json'))
    .map((name): Report => JSON.parse(readFileSync(join(reports, name), 'utf8')));
}

function hasTests(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory()
      ? !['node_modules', 'dist'].includes(entry.name) && hasTests(join(folder, entry.name))
      : /\.test\.tsx?$/.test(entry.name),
  );
}

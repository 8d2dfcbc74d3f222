import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What the test runners of all packages counted together. */
export interface Sum {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Packages that have tests and left no readable report. */
  readonly missing: readonly string[];
  /** Failed tests, and files that failed before their first test. */
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly name: string;
  /** What the runner said, as far as it helps to see what went wrong; empty when it said nothing. */
  readonly why: string;
}

/** Longest reason, in lines: an assertion with its difference fits. */
const reasonLines = 40;

/** The part of vitest's JSON report that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Why the file could not be loaded. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** Adds up the reports `<package>/.vitest/*.json` of the packages of a repository. */
export function sumReports(repository: string, packages: readonly string[]): Sum {
  const missing: string[] = [];
  const failures: Failure[] = [];
  let [passed, failed, skipped] = [0, 0, 0];
  for (const folder of packages) {
    const reports = reportsOf(join(repository, folder));
    if (reports.length === 0 && hasTests(join(repository, folder))) missing.push(folder);
    for (const report of reports) {
      passed += report.numPassedTests;
      skipped += report.numPendingTests + report.numTodoTests;
      for (const { name, status, message = '', assertionResults } of report.testResults) {
        const file = relative(repository, name);
        const red = assertionResults.filter((result) => result.status === 'failed');
        // A file that cannot even be loaded has no failed test, but it has failed.
        const found = red.map(({ fullName, failureMessages = [] }) => ({
          name: `${file}: ${fullName}`,
          why: reason(failureMessages.join('\n')),
        }));
        if (status === 'failed' && red.length === 0)
          found.push({ name: file, why: reason(message) });
        failed += found.length;
        failures.push(...found);
      }
    }
  }
  return { passed, failed, skipped, missing, failures };
}

/** The message without the frames of libraries and without colours, cut to `reasonLines`. */
function reason(message: string): string {
  return stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => !/^\s+at .*(?:node_modules|node:)/.test(line))
    .slice(0, reasonLines)
    .join('\n')
    .trim();
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

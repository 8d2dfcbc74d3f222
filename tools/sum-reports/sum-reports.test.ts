import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { closingLine, sumReports, workspacePackages } from './sum-reports.ts';

async function write(root: string, path: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), JSON.stringify(content));
}

const report = (input: {
  passed: number;
  skipped?: number;
  files?: readonly {
    name: string;
    status: string;
    message?: string;
    tests: readonly { name: string; failures?: readonly string[] }[];
  }[];
}) => ({
  numPassedTests: input.passed,
  numPendingTests: input.skipped ?? 0,
  numTodoTests: 0,
  testResults: (input.files ?? []).map(({ name, status, message, tests }) => ({
    name,
    status,
    message,
    assertionResults: tests.map(({ name: fullName, failures: failureMessages }) => ({
      fullName,
      status: 'failed',
      failureMessages,
    })),
  })),
});

test('reports of all packages add up', async () => {
  await using root = await tempDir();
  await write(root.path, 'packages/a/package.json', {});
  await write(root.path, 'packages/a/.vitest/report.json', report({ passed: 3, skipped: 1 }));
  await write(root.path, 'apps/b/package.json', {});
  await write(root.path, 'apps/b/.vitest/report.json', report({ passed: 4 }));
  await write(root.path, 'apps/b/.vitest/e2e-report.json', report({ passed: 1 }));
  const sum = sumReports(root.path, workspacePackages(root.path));
  expect(closingLine(sum, 0)).toBe('8 passed, 0 failed, 1 skipped');
});

test('a package with tests and without a report has failed', async () => {
  await using root = await tempDir();
  await write(root.path, 'packages/a/package.json', {});
  await write(root.path, 'packages/a/src/deep/x.test.ts', {});
  await write(root.path, 'packages/a/node_modules/y/z.test.ts', {});
  await write(root.path, 'packages/untested/package.json', {});
  await mkdir(join(root.path, 'apps'));
  const sum = sumReports(root.path, workspacePackages(root.path));
  expect(sum.missing).toEqual(['packages/a']);
  expect(closingLine(sum, 0)).toBe('0 passed, 1 failed, 0 skipped');
});

test('failed tests are named with what went wrong, and so is a file that cannot be loaded', async () => {
  await using root = await tempDir();
  const name = join(root.path, 'packages/a/src/x.test.ts');
  await write(root.path, 'packages/a/package.json', {});
  await write(
    root.path,
    'packages/a/.vitest/report.json',
    report({
      passed: 2,
      files: [
        {
          name,
          status: 'failed',
          tests: [
            {
              name: 'adds',
              failures: [
                '\u001b[31mAssertionError: expected 3 to be 4\n    at src/x.test.ts:3:1\n    at node_modules/vitest/x.js:1:1',
              ],
            },
            { name: 'subtracts' },
          ],
        },
        {
          name: join(root.path, 'packages/a/src/y.test.ts'),
          status: 'failed',
          message: 'Cannot find package z',
          tests: [],
        },
      ],
    }),
  );
  await mkdir(join(root.path, 'apps'));
  const sum = sumReports(root.path, workspacePackages(root.path));
  expect(sum.failures).toEqual([
    {
      name: 'packages/a/src/x.test.ts: adds',
      why: 'AssertionError: expected 3 to be 4\n    at src/x.test.ts:3:1',
    },
    { name: 'packages/a/src/x.test.ts: subtracts', why: '' },
    { name: 'packages/a/src/y.test.ts', why: 'Cannot find package z' },
  ]);
  expect(closingLine(sum, 0)).toBe('2 passed, 3 failed, 0 skipped');
  expect(closingLine(sum, 2)).toBe('2 passed, 5 failed, 0 skipped');
});

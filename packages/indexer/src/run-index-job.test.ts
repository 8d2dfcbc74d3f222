import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { IndexProgress } from './index-progress.ts';
import { indexTypeScript } from './index-typescript.ts';
import { runIndexJob } from './run-index-job.ts';

const WORKSPACE = fileURLToPath(new URL('../snapshots/input/workspace', import.meta.url));

test('a job gives what a run in this thread gives, and tells how far it is', async () => {
  const progress: IndexProgress[] = [];
  const batch = await runIndexJob({
    root: WORKSPACE,
    commit: null,
    onProgress: (step) => progress.push(step),
  });
  expect(batch).toEqual(await indexTypeScript({ root: WORKSPACE, commit: null }));
  expect(progress[0]).toEqual({ phase: 'discovering', done: 0, total: 0, file: null });
  expect(progress.at(-1)).toMatchObject({ phase: 'extracting', done: batch.files.length });
});

test('an abort stops a job at once', async () => {
  const controller = new AbortController();
  const job = runIndexJob({
    root: WORKSPACE,
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  });
  await expect(job).rejects.toMatchObject({ code: 'aborted', cause: new Error('enough') });
  await expect(runIndexJob({ root: WORKSPACE, signal: AbortSignal.abort() })).rejects.toMatchObject(
    { code: 'aborted' },
  );
});

test('a job that cannot start says why', async () => {
  await expect(runIndexJob({ root: `${WORKSPACE}/not-there` })).rejects.toMatchObject({
    code: 'root_not_found',
    problem: 'not_found',
  });
});

test('a job that runs out of memory says what to raise', async () => {
  await expect(runIndexJob({ root: WORKSPACE, memoryMb: 20 })).rejects.toMatchObject({
    code: 'job_failed',
    message: expect.stringContaining('memoryMb'),
  });
});

import { clewTests } from '../../../vitest.shared.ts';

/** Needs Chromium and starts the whole stack, so it is not part of `test`. */
export default clewTests({
  include: ['e2e/**/*.e2e.ts'],
  globalSetup: ['e2e/stack.ts'],
  outputFile: { json: '.vitest/e2e-report.json' },
  fileParallelism: false,
  hookTimeout: 300_000,
});

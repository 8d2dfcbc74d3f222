import { clewTests } from '../../../vitest.shared.ts';

/** Makes the pictures of the documentation from the whole stack; no part of the tests. */
export default clewTests({
  include: ['e2e/make-images.ts'],
  globalSetup: ['e2e/stack.ts'],
  outputFile: { json: '.vitest/images-report.json' },
  fileParallelism: false,
  hookTimeout: 300_000,
});

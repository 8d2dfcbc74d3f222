import { clewTests } from '../vitest.shared.ts';

/** Starts the whole product as a user would; too long for the package's own tests. */
export default clewTests({
  include: ['smoke/*.smoke.ts'],
  outputFile: { json: '.vitest/smoke-report.json' },
  testTimeout: 240_000,
  hookTimeout: 600_000,
});

import { clewTests } from '../../vitest.shared.ts';

export default clewTests({
  include: ['src/**/*.test.ts', 'conformance/**/*.test.ts'],
  globalSetup: ['./conformance/global-setup.ts'],
});

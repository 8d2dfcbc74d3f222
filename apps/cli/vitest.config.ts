import { clewTests } from '../../vitest.shared.ts';

export default clewTests({ include: ['src/**/*.test.ts', 'test/**/*.test.ts'] });

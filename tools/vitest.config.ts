import { clewTests } from '../vitest.shared.ts';

export default clewTests({ include: ['**/*.test.ts'] });

import { clewTests } from '../../vitest.shared.ts';

export default clewTests();

import { clewTests } from '../../vitest.shared.ts';

// Files share their worker's modules: compiling the embedded engine anew for each took half the time.
// Each file still has a database of its own.
export default clewTests({ isolate: false });

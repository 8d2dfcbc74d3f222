import { chmodSync } from 'node:fs';

// The compiler writes plain files; whoever links the binary expects one that can be started.
chmodSync(new URL('../dist/main.js', import.meta.url), 0o755);

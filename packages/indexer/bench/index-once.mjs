import { writeFileSync } from 'node:fs';
import { indexTypeScript } from '../dist/index.js';

/** Indexes one folder with the built package and writes the facts, as scip-typescript writes its index. */
const [root, output] = process.argv.slice(2);
const batch = await indexTypeScript({ root, commit: null });
writeFileSync(output, batch.files.map((file) => `${JSON.stringify(file)}\n`).join(''));

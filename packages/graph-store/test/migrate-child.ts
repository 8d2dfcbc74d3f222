import { readSync, writeSync } from 'node:fs';
import { adoptGraph } from '../src/migrate/adopt-graph.ts';
import { migrateGraph } from '../src/migrate/migrate-graph.ts';

/**
 * A process that migrates the graph argv[2], or adopts argv[2] as argv[3]. It tells each step on
 * standard output, and waits for a byte on standard input after the migration named in HOLD_AFTER.
 */
const [, , path = '', target] = process.argv;

function onApplied(name: string): void {
  writeSync(1, `applied ${name}\n`);
  if (name === process.env.HOLD_AFTER) readSync(0, Buffer.alloc(1));
}

writeSync(1, 'ready\n');
if (process.env.WAIT_TO_START === '1') readSync(0, Buffer.alloc(1));
const result =
  target === undefined
    ? migrateGraph({ path, onApplied })
    : adoptGraph({ source: path, target, onApplied });
writeSync(1, `result ${JSON.stringify(result)}\n`);

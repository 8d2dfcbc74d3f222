import { integer } from 'drizzle-orm/sqlite-core';
import { files } from './files.ts';
import { symbols } from './symbols.ts';

const cascade = { onUpdate: 'cascade', onDelete: 'cascade' } as const;

/** A foreign key to a symbol; the row goes with the symbol. */
export function symbolReference() {
  return integer().references(() => symbols.id, cascade);
}

/** A foreign key to a file; the row goes with the file. */
export function fileReference() {
  return integer().references(() => files.id, cascade);
}

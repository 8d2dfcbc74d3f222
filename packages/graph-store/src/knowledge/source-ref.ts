import type { SymbolRef } from '@clew/contracts';
import { type SymbolRefRow, toSymbolRef } from '../symbols/symbol-row.ts';

/** The symbol that a text may be about, as a left join gives it. */
export type SourceRefRow = SymbolRefRow | { readonly [Column in keyof SymbolRefRow]: null };

export function toSourceRef(row: SourceRefRow): SymbolRef | null {
  return row.id === null ? null : toSymbolRef(row);
}

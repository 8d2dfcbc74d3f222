import type { SymbolRef } from '@clew/contracts';

/** `src/cart.ts:12`, as editors and terminals link it; empty for what is in no file. */
export function siteOf(file: string | null, line: number | null): string {
  if (file === null) return '';
  return line === null ? file : `${file}:${line}`;
}

/** Where a symbol is declared; a library symbol has no place here. */
export function placeOf(symbol: Pick<SymbolRef, 'file' | 'start_line' | 'origin'>): string {
  return symbol.file === null ? `(${symbol.origin})` : siteOf(symbol.file, symbol.start_line);
}

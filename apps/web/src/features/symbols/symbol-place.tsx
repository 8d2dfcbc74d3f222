import type { SymbolRef } from '../../answers.ts';
import { formatSite } from '../../format.ts';
import { Truncated } from '../../ui/truncated.tsx';
import './symbol-place.css';

/** Where a symbol stands: file and line; for what has no file, its package. */
export function SymbolPlace({ symbol }: { readonly symbol: SymbolRef }) {
  const place =
    symbol.file === null
      ? (symbol.fqn.split('#')[0] ?? symbol.fqn)
      : formatSite(symbol.file, symbol.kind === 'file' ? null : symbol.start_line);
  return <Truncated text={place} className="mono faint symbol-place" />;
}

import type { SymbolRef } from '../../answers.ts';
import { Link } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { KindBadge } from '../symbols/kind-badge.tsx';

interface AboutLinkProps {
  readonly codebase: string;
  /** Null for the codebase as a whole. */
  readonly symbol: SymbolRef | null;
}

/** Leads to what a text is about. */
export function AboutLink({ codebase, symbol }: AboutLinkProps) {
  if (symbol === null) return <span>the codebase as a whole</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <KindBadge kind={symbol.kind} />
      <Link
        to={symbols(codebase, { symbol: symbol.fqn, tab: 'knowledge' })}
        className="text-link min-w-0 truncate font-mono"
        title={symbol.fqn}
      >
        {symbol.name}
      </Link>
    </span>
  );
}

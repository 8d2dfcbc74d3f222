import type { ReactNode } from 'react';
import type { Codebase } from '../../answers.ts';
import { formatCount } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { symbols } from '../../places.ts';

interface CodebaseCountsProps {
  readonly codebase: string;
  readonly counts: Codebase['counts'];
}

export function CodebaseCounts({ codebase, counts }: CodebaseCountsProps) {
  const perSymbol = counts.symbols === 0 ? null : counts.edges / counts.symbols;
  const unresolvedShare =
    counts.edges + counts.unresolved === 0
      ? null
      : counts.unresolved / (counts.edges + counts.unresolved);
  return (
    <dl className="stats" aria-label="Counts">
      <Stat label="Files" value={counts.files}>
        <Link to={symbols(codebase, { kind: 'file' })} className="text-link">
          Browse files
        </Link>
      </Stat>
      <Stat label="Symbols" value={counts.symbols}>
        <Link to={symbols(codebase)} className="text-link">
          Search symbols
        </Link>
      </Stat>
      <Stat label="Edges" value={counts.edges}>
        {perSymbol === null ? 'calls, references, inheritance' : `${perSymbol.toFixed(1)} a symbol`}
      </Stat>
      <Stat label="Unresolved sites" value={counts.unresolved}>
        {unresolvedShare === null
          ? 'nothing to resolve yet'
          : `${formatShare(unresolvedShare)} of all sites`}
      </Stat>
    </dl>
  );
}

interface StatProps {
  readonly label: string;
  readonly value: number;
  readonly children: ReactNode;
}

function Stat({ label, value, children }: StatProps) {
  return (
    <div className="stat">
      <dt>{label}</dt>
      <dd className="stat-value numeric">{formatCount(value)}</dd>
      <dd className="stat-note">{children}</dd>
    </div>
  );
}

function formatShare(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  return percent < 0.1 ? 'under 0.1 %' : `${percent.toFixed(1)} %`;
}

import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { isMissing } from '../../api-error.ts';
import { Link } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { useMoment } from '../../use-moment.ts';
import { DeletedSymbol } from './deleted-symbol.tsx';
import { SymbolHeader } from './symbol-header.tsx';
import { SymbolTabs } from './symbol-tabs.tsx';
import { WorldSection } from './world-section.tsx';
import './symbol-detail.css';

interface SymbolDetailProps {
  readonly route: SymbolsView;
  readonly fqn: string;
}

/** One symbol, also one that is deleted. */
export function SymbolDetail({ route, fqn }: SymbolDetailProps) {
  return (
    <article className="symbol" aria-label={fqn}>
      <Link to={symbols(route.codebase, { ...route, symbol: null })} className="back-link">
        <Icon name="back" />
        All symbols
      </Link>
      <SymbolContent route={route} fqn={fqn} />
    </article>
  );
}

function SymbolContent({ route, fqn }: SymbolDetailProps) {
  const at = useMoment();
  const symbol = useQuery(
    ask(routes.getSymbol, { params: { name: route.codebase, fqn }, query: { at } }),
  );
  if (symbol.isPending) return <Skeleton rows={7} label="Loading the symbol" />;
  if (symbol.isError) {
    const problem = (
      <ProblemNotice
        error={symbol.error}
        onRetry={() => symbol.refetch()}
        suggest={(name) => (
          <Link to={symbols(route.codebase, { ...route, symbol: name })} className="mono text-link">
            <Truncated text={name} />
          </Link>
        )}
      />
    );
    if (!isMissing(symbol.error)) return problem;
    return (
      <DeletedSymbol route={route} fqn={fqn}>
        {problem}
      </DeletedSymbol>
    );
  }
  return (
    <>
      <SymbolHeader route={route} symbol={symbol.data} />
      <WorldSection
        entryPoints={symbol.data.entry_points}
        dependencies={symbol.data.external_dependencies}
      />
      <SymbolTabs route={route} symbol={symbol.data} />
    </>
  );
}

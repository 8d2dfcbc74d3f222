import { getRouteApi } from '@tanstack/react-router';
import type { SymbolsView } from '../../places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Split } from '../shell/split.tsx';
import { SymbolDetail } from './symbol-detail.tsx';
import { SymbolSearch } from './symbol-search.tsx';
import './symbols-screen.css';

const routeApi = getRouteApi('/codebases/$codebase/symbols');

export function SymbolsPage() {
  const { codebase } = routeApi.useParams();
  const search = routeApi.useSearch();
  return <SymbolsScreen key={codebase} route={{ ...search, codebase }} />;
}

/** Search on one side, the chosen symbol on the other. */
function SymbolsScreen({ route }: { readonly route: SymbolsView }) {
  return (
    <>
      <title>{`${titleOf(route)} · Clew`}</title>
      <h1 className="visually-hidden">Symbols of {route.codebase}</h1>
      <Split
        label="Search"
        detailOpen={route.symbol !== null}
        detailKey={route.symbol ?? ''}
        list={<SymbolSearch route={route} />}
        detail={
          route.symbol === null ? (
            <EmptyState icon="symbols" title="Pick a symbol to follow its threads">
              <p>Who calls it, what it calls, and what a change of it would reach.</p>
              <p className="key-help">
                <kbd>/</kbd> search <kbd>↑</kbd>
                <kbd>↓</kbd> move <kbd>Enter</kbd> open
              </p>
            </EmptyState>
          ) : (
            <SymbolDetail route={route} fqn={route.symbol} />
          )
        }
      />
    </>
  );
}

function titleOf(route: SymbolsView): string {
  if (route.symbol === null) return `Symbols of ${route.codebase}`;
  const name = route.symbol.split('#').at(-1) ?? route.symbol;
  return name.split('/').at(-1) ?? name;
}

import { getRouteApi } from '@tanstack/react-router';
import { graphOf } from '../../codebase-places.ts';
import { useGo } from '../../navigation.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SymbolPicker } from '../symbols/symbol-picker.tsx';
import { GraphExplorer } from './graph-explorer.tsx';
import type { GraphView } from './graph-view.ts';

const route = getRouteApi('/codebases/$codebase/graph');

/** The part of the graph around a symbol: drawn, or as a list that says the same. */
export function GraphPage() {
  const { codebase } = route.useParams();
  const view: GraphView = { ...route.useSearch(), codebase };
  const go = useGo();
  const { symbol } = view;
  return (
    <div className="flex h-full min-h-120 flex-col gap-3 px-6 pt-5 pb-4 max-tablet:px-4">
      <PageHeader
        title="Graph"
        tab={symbol === null ? 'Graph' : `Graph of ${symbol.split('#').at(-1)}`}
        actions={
          <div className="w-80 max-w-full">
            <SymbolPicker
              codebase={codebase}
              label="Start from a symbol"
              onChoose={(fqn) =>
                go(
                  graphOf(codebase, { ...view, symbol: fqn, to: null, from: null, expanded: null }),
                )
              }
            />
          </div>
        }
      />
      {symbol === null ? (
        <EmptyState icon="graph" title="Choose where to start">
          <p>What uses a symbol is drawn to its left, what it uses to its right.</p>
        </EmptyState>
      ) : (
        <GraphExplorer key={`${codebase} ${symbol}`} view={view} symbol={symbol} />
      )}
    </div>
  );
}

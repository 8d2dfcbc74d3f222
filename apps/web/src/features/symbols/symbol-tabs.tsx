import type { CodeSymbol } from '../../answers.ts';
import { formatCompact } from '../../format.ts';
import { useGo } from '../../navigation.tsx';
import { type SymbolsView, type SymbolTab, symbols } from '../../places.ts';
import { type Tab, Tabs } from '../../ui/tabs.tsx';
import { useMoment } from '../../use-moment.ts';
import { KnowledgeTab } from '../knowledge/knowledge-tab.tsx';
import { OfThePresent } from '../shell/of-the-present.tsx';
import { DeletionTab } from './deletion-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { ImpactTab } from './impact-tab.tsx';
import { NeighboursTab } from './neighbours-tab.tsx';
import { SourceTab } from './source-tab.tsx';
import { useImpact } from './use-impact.ts';
import { type NeighbourSide, useNeighbours } from './use-neighbours.ts';

interface SymbolTabsProps {
  readonly route: SymbolsView;
  readonly symbol: CodeSymbol;
}

/** Everything that can be asked about a symbol, one question at a time. */
export function SymbolTabs({ route, symbol }: SymbolTabsProps) {
  const go = useGo();
  const at = { codebase: route.codebase, fqn: symbol.fqn };
  const impact = useImpact({ ...at, depth: route.depth });
  const callers = useNeighbours({ ...at, side: 'callers' });
  const callees = useNeighbours({ ...at, side: 'callees' });
  const tabs: readonly Tab<SymbolTab>[] = [
    { id: 'impact', label: 'Impact', note: impact.data && formatCompact(impact.data.total) },
    { id: 'callers', label: 'Callers', note: noteOf(callers) },
    { id: 'callees', label: 'Callees', note: noteOf(callees) },
    { id: 'source', label: 'Source' },
    { id: 'knowledge', label: 'Knowledge' },
    { id: 'history', label: 'History' },
    { id: 'deletion', label: 'Deletion' },
  ];
  return (
    <Tabs
      label="About this symbol"
      tabs={tabs}
      current={route.tab}
      onSelect={(tab) => go(symbols(route.codebase, { ...route, tab }))}
    >
      <TabContent route={route} symbol={symbol} tab={route.tab} />
    </Tabs>
  );
}

interface TabContentProps {
  readonly route: SymbolsView;
  readonly symbol: CodeSymbol;
  readonly tab: SymbolTab;
}

function TabContent({ route, symbol, tab }: TabContentProps) {
  const at = useMoment();
  switch (tab) {
    case 'impact':
      return <ImpactTab route={route} fqn={symbol.fqn} />;
    case 'callers':
    case 'callees':
      return (
        <NeighboursTab key={tab} route={route} symbol={symbol} side={tab satisfies NeighbourSide} />
      );
    case 'source':
      return <SourceTab codebase={route.codebase} symbol={symbol} />;
    case 'knowledge':
      return <KnowledgeTab key={symbol.fqn} codebase={route.codebase} fqn={symbol.fqn} />;
    case 'history':
      return <HistoryTab codebase={route.codebase} fqn={symbol.fqn} />;
    case 'deletion':
      return at === undefined ? (
        <DeletionTab route={route} symbol={symbol} />
      ) : (
        <OfThePresent>The past can be looked at; only the present can be changed.</OfThePresent>
      );
  }
}

function noteOf(side: ReturnType<typeof useNeighbours>): string | undefined {
  if (side.data === undefined) return undefined;
  return `${formatCompact(side.data.items.length)}${side.hasNextPage ? '+' : ''}`;
}

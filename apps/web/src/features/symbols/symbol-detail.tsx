import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { CodeSymbol } from '../../answers.ts';
import { graphOf } from '../../codebase-places.ts';
import { formatCompact, formatMoment, formatSite, formatTerm } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { type SymbolsView, type SymbolTab, symbols } from '../../places.ts';
import { ask } from '../../query.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Tab, Tabs } from '../../ui/tabs.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { useMoment } from '../../use-moment.ts';
import { KnowledgeTab } from '../knowledge/knowledge-tab.tsx';
import { OfThePresent } from '../shell/of-the-present.tsx';
import { DeletionTab } from './deletion-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { ImpactTab } from './impact-tab.tsx';
import { KindBadge } from './kind-badge.tsx';
import { NeighboursTab } from './neighbours-tab.tsx';
import { SourceTab } from './source-tab.tsx';
import { useImpact } from './use-impact.ts';
import { type NeighbourSide, useNeighbours } from './use-neighbours.ts';
import { WorldSection } from './world-section.tsx';

interface SymbolDetailProps {
  readonly route: SymbolsView;
  readonly fqn: string;
}

export function SymbolDetail({ route, fqn }: SymbolDetailProps) {
  const at = useMoment();
  const symbol = useQuery(
    ask(routes.getSymbol, { params: { name: route.codebase, fqn }, query: { at } }),
  );
  return (
    <article className="symbol" aria-label={fqn}>
      <Link to={symbols(route.codebase, { ...route, symbol: null })} className="back-link">
        <Icon name="back" />
        All symbols
      </Link>
      {symbol.isPending ? (
        <Skeleton rows={7} label="Loading the symbol" />
      ) : symbol.isError ? (
        <ProblemNotice
          error={symbol.error}
          onRetry={() => symbol.refetch()}
          suggest={(name) => (
            <Link
              to={symbols(route.codebase, { ...route, symbol: name })}
              className="mono text-link"
            >
              <Truncated text={name} />
            </Link>
          )}
        />
      ) : (
        <>
          <SymbolHeader route={route} symbol={symbol.data} />
          <WorldSection
            entryPoints={symbol.data.entry_points}
            dependencies={symbol.data.external_dependencies}
          />
          <SymbolTabs route={route} symbol={symbol.data} />
        </>
      )}
    </article>
  );
}

function SymbolHeader({
  route,
  symbol,
}: {
  readonly route: SymbolsView;
  readonly symbol: CodeSymbol;
}) {
  const site = symbol.file === null ? null : formatSite(symbol.file, symbol.start_line);
  const lines = linesOf(symbol);
  return (
    <header className="symbol-header">
      <div className="symbol-title">
        <KindBadge kind={symbol.kind} />
        <h2 className="mono">{symbol.name}</h2>
        <span className="symbol-tags">
          <Tag>{formatTerm(symbol.kind)}</Tag>
          {symbol.origin === 'project' ? null : (
            <Tag tone={symbol.origin === 'unresolved' ? 'warn' : 'neutral'}>{symbol.origin}</Tag>
          )}
          {symbol.modifiers.map((modifier) => (
            <Tag key={modifier}>{modifier}</Tag>
          ))}
          {symbol.annotations.map((annotation) => (
            <Tag key={annotation} tone="accent">
              @{annotation}
            </Tag>
          ))}
        </span>
        <Link
          to={graphOf(route.codebase, { symbol: symbol.fqn })}
          className="button button-quiet symbol-graph-link"
        >
          <Icon name="graph" />
          Graph
        </Link>
      </div>
      <dl className="symbol-facts">
        <div>
          <dt>Name</dt>
          <dd>
            <Truncated text={symbol.fqn} className="mono" />
            <CopyButton text={symbol.fqn} what="the fully qualified name" />
          </dd>
        </div>
        {site === null ? null : (
          <div>
            <dt>Where</dt>
            <dd>
              <Truncated text={site} className="mono" />
              {lines === null ? null : <span className="faint numeric">{lines}</span>}
              <CopyButton text={site} what="file and line" />
            </dd>
          </div>
        )}
        {symbol.parent === null ? null : (
          <div>
            <dt>In</dt>
            <dd>
              <Link
                to={symbols(route.codebase, { ...route, symbol: symbol.parent })}
                className="mono text-link symbol-parent"
              >
                <Truncated text={symbol.parent} />
              </Link>
            </dd>
          </div>
        )}
      </dl>
      {symbol.signature === null ? null : (
        <ScrollRegion className="signature" label="Signature">
          <code>{symbol.signature}</code>
        </ScrollRegion>
      )}
      {symbol.deleted_at === null ? null : (
        <p className="notice notice-warn">
          <Icon name="trash" />
          <span>
            Gone from the sources since {formatMoment(symbol.deleted_at)}. Edges that still point
            here are broken references.
          </span>
        </p>
      )}
    </header>
  );
}

function SymbolTabs({
  route,
  symbol,
}: {
  readonly route: SymbolsView;
  readonly symbol: CodeSymbol;
}) {
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

function linesOf({ start_line: start, end_line: end, kind }: CodeSymbol): string | null {
  if (start === null || end === null || kind === 'file') return null;
  const count = end - start + 1;
  return count === 1 ? '1 line' : `${count} lines`;
}

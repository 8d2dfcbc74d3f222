import { type Relation, relationSchema } from '@clew/contracts';
import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import {
  graphDepths,
  graphLimits,
  graphOf,
  graphViews,
  withExpanded,
} from '../../codebase-places.ts';
import { formatCount, formatQuantity } from '../../format.ts';
import { useGo } from '../../navigation.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckMenu } from '../../ui/check-menu.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { GraphList } from './graph-list.tsx';
import type { GraphView } from './graph-view.ts';
import { distancesFrom, filterNeighbourhood, shortestPath } from './neighbourhood.ts';
import { NodePanel } from './node-panel.tsx';
import { useNeighbourhood } from './use-neighbourhood.ts';

const GraphCanvas = lazy(() =>
  import('./graph-canvas.tsx').then(({ GraphCanvas: component }) => ({ default: component })),
);

const directions = ['incoming', 'both', 'outgoing'] as const;
const directionNames = { incoming: 'Used by', both: 'Both', outgoing: 'Uses' } as const;
const viewNames = { drawing: 'Drawing', list: 'List' } as const;
const followed = relationSchema.options.filter((relation) => relation !== 'contains');

interface GraphExplorerProps {
  readonly view: GraphView;
  readonly symbol: string;
}

export function GraphExplorer({ view, symbol }: GraphExplorerProps) {
  const go = useGo();
  const { whole, expanded, ...answer } = useNeighbourhood(view, symbol);
  const relations = useMemo(() => relationsOf(view.relations), [view.relations]);
  const { layer } = view;
  const filtered = useMemo(
    () => filterNeighbourhood(whole, { start: symbol, relations, layer }),
    [whole, symbol, relations, layer],
  );
  // Thousands of rows are made in the pauses that the page has.
  const shown = useDeferredValue(filtered);
  const distances = useMemo(() => distancesFrom(symbol, shown.edges), [symbol, shown]);
  const selected = shown.nodes.find((node) => node.fqn === view.to) ?? null;
  const from = shown.nodes.find((node) => node.fqn === view.from)?.fqn ?? symbol;
  const path = useMemo(
    () =>
      selected === null && from === symbol
        ? null
        : shortestPath(from, selected?.fqn ?? symbol, shown.edges),
    [from, selected, symbol, shown],
  );
  const layers = [...new Set(whole.nodes.flatMap((node) => node.layer ?? []))].toSorted();
  // What is drawn is a step to go back from; what is selected in it is not.
  const change = (at: Partial<GraphView>) => go(graphOf(view.codebase, { ...view, ...at }));
  const select = (fqn: string | null) =>
    go(graphOf(view.codebase, { ...view, to: fqn }), { replace: true });
  const startPath = (fqn: string | null) =>
    go(graphOf(view.codebase, { ...view, from: fqn === symbol ? null : fqn }), { replace: true });
  const expand = (fqn: string) => change(withExpanded(view, fqn));
  const more = graphLimits.find((limit) => limit > view.limit);

  if (answer.isPending) return <Skeleton rows={8} label="Loading the graph" />;
  if (answer.error !== null && whole.nodes.length === 0) {
    return <ProblemNotice error={answer.error} onRetry={answer.retry} />;
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segments
          label="Direction"
          options={directions}
          value={view.direction}
          name={(each) => directionNames[each]}
          onChange={(direction) => change({ direction })}
        />
        <Segments
          label="Steps"
          options={graphDepths}
          value={view.depth}
          onChange={(depth) => change({ depth })}
        />
        <CheckMenu
          label="Relations"
          options={followed.map((relation) => ({
            value: relation,
            label: relation,
            note: formatCount(whole.edges.filter((edge) => edge.relation === relation).length),
          }))}
          value={relations}
          onChange={(named) => change({ relations: named?.join(',') ?? null })}
        />
        {layers.length === 0 ? null : (
          <Select
            label="Layer"
            all="Every layer"
            value={layer}
            options={layers}
            name={(each) => each}
            onChange={(next) => change({ layer: next })}
          />
        )}
        <span className="text-xs text-ink-faint tabular-nums" role="status">
          {formatQuantity(shown.nodes.length, 'symbol')},{' '}
          {formatQuantity(shown.edges.length, 'edge')}
          {answer.truncated ? ', the nearest ones' : ''}
          {answer.completeness?.level === 'lower_bound' ? ', a lower bound' : ''}
          {answer.isFetching || shown !== filtered ? ', loading more' : ''}
        </span>
        {answer.truncated && more !== undefined ? (
          <Button look="quiet" onClick={() => change({ limit: more })}>
            Show up to {formatCount(more)}
          </Button>
        ) : null}
        <span className="ml-auto">
          <Segments
            label="As"
            options={graphViews}
            value={view.view}
            name={(each) => viewNames[each]}
            onChange={(next) => change({ view: next })}
          />
        </span>
      </div>
      {answer.error === null ? null : <ProblemNotice error={answer.error} onRetry={answer.retry} />}
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_300px] gap-3 max-desk:grid-cols-1 max-desk:grid-rows-[minmax(320px,1fr)_auto]">
        {view.view === 'list' ? (
          <GraphList
            start={symbol}
            shown={shown}
            path={path}
            distances={distances}
            selected={view.to}
            expanded={expanded}
            onSelect={select}
            onExpand={expand}
          />
        ) : (
          <Suspense fallback={<Skeleton rows={6} label="Drawing" />}>
            <GraphCanvas
              start={symbol}
              shown={shown}
              selected={view.to}
              path={path}
              onSelect={select}
              onExpand={expand}
              onList={() => change({ view: 'list' })}
            />
          </Suspense>
        )}
        <NodePanel
          view={view}
          start={symbol}
          node={selected ?? shown.nodes.find((node) => node.fqn === symbol) ?? null}
          from={from}
          path={path}
          shown={shown}
          expanded={expanded}
          completeness={answer.completeness}
          onExpand={expand}
          onSelect={select}
          onStartPath={startPath}
        />
      </div>
    </>
  );
}

function relationsOf(named: string | null): readonly Relation[] | null {
  return named === null
    ? null
    : relationSchema.options.filter((relation) => named.split(',').includes(relation));
}

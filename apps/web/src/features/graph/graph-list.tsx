import { type KeyboardEvent, useMemo, useState } from 'react';
import { formatQuantity } from '../../format.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { GraphListRow } from './graph-list-row.tsx';
import {
  type GraphEdge,
  type GraphNode,
  type Neighbourhood,
  neighboursOf,
} from './neighbourhood.ts';

interface GraphListProps {
  readonly start: string;
  readonly shown: Neighbourhood;
  readonly path: readonly GraphEdge[] | null;
  readonly distances: ReadonlyMap<string, number>;
  readonly selected: string | null;
  readonly expanded: readonly string[];
  readonly onSelect: (fqn: string | null) => void;
  readonly onExpand: (fqn: string) => void;
}

/**
 * The graph in words: each symbol by distance, with the edges that join it to the others. One row at a
 * time is in the tab order; arrow keys, Home and End move to another.
 */
export function GraphList(props: GraphListProps) {
  const { start, shown, path, distances, selected, expanded, onSelect, onExpand } = props;
  const names = useMemo(() => new Map(shown.nodes.map(({ fqn, name }) => [fqn, name])), [shown]);
  const beside = useMemo(() => neighboursOf(shown.edges), [shown]);
  const groups = useMemo(() => groupByDistance(shown.nodes, distances), [shown, distances]);
  const onPath = new Set((path ?? []).flatMap(({ from, to }) => [from, to]));
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = focused ?? selected;
  const current = wanted !== null && names.has(wanted) ? wanted : start;

  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') onSelect(null);
    else {
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
      const here = rows.findIndex((row) => row.dataset.row === current);
      const next = steps[event.key]?.(here, rows.length - 1);
      if (next === undefined) return;
      rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
    }
    event.preventDefault();
  };

  return (
    <ScrollRegion
      label="Graph as a list"
      className="min-h-0 overflow-auto rounded-control border border-line bg-surface shadow-raised"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows in it take the focus */}
      <div onKeyDown={onKey}>
        {groups.map(([distance, nodes]) => (
          <section key={distance} aria-label={headingOf(distance)}>
            <h2 className="sticky top-0 z-10 border-b border-line bg-surface px-4 py-2">
              {headingOf(distance)}{' '}
              <span className="font-normal text-ink-faint tabular-nums">{nodes.length}</span>
            </h2>
            <ul>
              {nodes.map((node) => (
                <GraphListRow
                  key={node.fqn}
                  node={node}
                  names={names}
                  edges={(beside.get(node.fqn) ?? []).map(edgeOf)}
                  isStart={node.fqn === start}
                  isSelected={node.fqn === selected}
                  isOnPath={onPath.has(node.fqn)}
                  isExpanded={expanded.includes(node.fqn)}
                  isReached={node.fqn === current}
                  onReach={setFocused}
                  onSelect={onSelect}
                  onExpand={onExpand}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </ScrollRegion>
  );
}

const steps: Readonly<Record<string, (here: number, last: number) => number>> = {
  ArrowDown: (here) => here + 1,
  ArrowUp: (here) => here - 1,
  PageDown: (here) => here + 10,
  PageUp: (here) => here - 10,
  Home: () => 0,
  End: (_here, last) => last,
};

function groupByDistance(
  nodes: readonly GraphNode[],
  distances: ReadonlyMap<string, number>,
): readonly (readonly [number, readonly GraphNode[]])[] {
  const groups = new Map<number, GraphNode[]>();
  for (const node of nodes) {
    const distance = distances.get(node.fqn) ?? 0;
    const group = groups.get(distance);
    if (group === undefined) groups.set(distance, [node]);
    else group.push(node);
  }
  return [...groups].toSorted(([a], [b]) => a - b);
}

function headingOf(distance: number): string {
  if (distance === 0) return 'Start';
  return distance === 1 ? 'One step away' : `${formatQuantity(distance, 'step')} away`;
}

const edgeOf = ({ edge }: { readonly edge: GraphEdge }) => edge;

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formatQuantity } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useThemeColours } from '../../ui/use-theme-colours.ts';
import { kindGroup } from '../symbols/kind-badge.tsx';
import { canDraw, drawGraph } from './draw-graph.ts';
import { type Drawing, type Light, noLight } from './drawing.ts';
import type { Point } from './layered-layout.ts';
import { rowGap } from './layered-places.ts';
import { edgeKey, type GraphEdge, type Neighbourhood, neighboursOf } from './neighbourhood.ts';
import { nextInDirection } from './next-in-direction.ts';
import { useLayout } from './use-layout.ts';

interface GraphCanvasProps {
  readonly start: string;
  readonly shown: Neighbourhood;
  readonly selected: string | null;
  readonly path: readonly GraphEdge[] | null;
  readonly onSelect: (fqn: string | null) => void;
  readonly onExpand: (fqn: string) => void;
  readonly onList: () => void;
}

const colourNames = [
  'kind-code',
  'kind-type',
  'kind-value',
  'kind-place',
  'accent-fill',
  'accent',
  'line',
  'line-strong',
  'ink',
  'surface',
] as const;

/** More edges than that lie on each other; they are drawn fainter, so that the symbols stand out. */
const manyEdges = 800;

/** The drawing, and the keys that do what the mouse does. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { start, shown, selected, path, onSelect, onExpand, onList } = props;
  const holder = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const [able] = useState(canDraw);
  const colours = useThemeColours(colourNames);
  const points = useLayout(start, shown);
  const many = shown.edges.length > manyEdges;
  const ink = useMemo(
    () => ({
      edge: many ? colours.line : colours['line-strong'],
      faded: colours.line,
      lit: colours.accent,
      text: colours.ink,
      ground: colours.surface,
    }),
    [colours, many],
  );

  const light = useMemo(() => lightOf({ shown, selected, path }), [shown, selected, path]);

  const latest = useRef({ ...props, light });
  useEffect(() => {
    latest.current = { ...props, light };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: later inks are handed on below
  useEffect(() => {
    if (holder.current === null) return;
    const made = drawGraph({
      container: holder.current,
      ink,
      still: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      onSelect: (fqn) => latest.current.onSelect(fqn),
      onExpand: (fqn) => latest.current.onExpand(fqn),
    });
    drawing.current = made;
    return () => {
      made.stop();
      drawing.current = null;
    };
  }, [able]);

  useEffect(() => {
    if (points === null) return;
    const beside = neighboursOf(shown.edges);
    drawing.current?.show({
      nodes: shown.nodes.map(({ fqn, name, kind }) => ({
        id: fqn,
        label: name,
        ...(points.get(fqn) ?? { x: 0, y: 0 }),
        size: fqn === start ? 9 : 4 + Math.min(4, Math.sqrt(beside.get(fqn)?.length ?? 0)),
        colour: fqn === start ? colours['accent-fill'] : colours[`kind-${kindGroup(kind)}`],
      })),
      edges: shown.edges.map((edge) => ({ id: edgeKey(edge), from: edge.from, to: edge.to })),
      ink,
      light: latest.current.light,
      spacing: rowGap,
      home: start,
      anchor: latest.current.selected ?? start,
    });
  }, [shown, points, start, colours, ink]);

  useEffect(() => {
    drawing.current?.light(light);
    if (light.selected !== null) drawing.current?.reveal(light.selected);
  }, [light]);

  if (!able) {
    return (
      <EmptyState icon="graph" title="This browser cannot draw the graph">
        <p>It has no WebGL. The list says the same.</p>
        <p>
          <Button onClick={onList}>Show the list</Button>
        </p>
      </EmptyState>
    );
  }

  const onKey = (event: KeyboardEvent) => {
    const here = selected ?? start;
    const move = moves[event.key];
    if (event.key === 'Enter') onExpand(here);
    else if (event.key === 'Escape') onSelect(null);
    else if (event.key === '+' || event.key === '=') drawing.current?.zoom('in');
    else if (event.key === '-') drawing.current?.zoom('out');
    else if (event.key === '0') drawing.current?.fit();
    else if (move !== undefined) {
      const next = points === null ? null : nextInDirection(points, here, move);
      if (next !== null) onSelect(next);
    } else return;
    event.preventDefault();
  };

  const current = shown.nodes.find((node) => node.fqn === selected);
  return (
    <div className="relative min-h-0 rounded-control border border-line bg-surface shadow-raised">
      <div
        ref={holder}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move through the drawing
        tabIndex={0}
        aria-label="Graph. Arrow keys move, Enter expands, plus and minus zoom, 0 shows all. The list says the same."
        data-canvas="graph"
        className="absolute inset-0 overflow-hidden rounded-control"
        data-picture="stale"
        onKeyDown={onKey}
      />
      {points === null ? (
        <p
          role="status"
          className="pointer-events-none absolute inset-0 grid place-content-center text-ink-faint"
        >
          Placing {formatQuantity(shown.nodes.length, 'symbol')}
        </p>
      ) : null}
      <p className="visually-hidden" role="status">
        {current === undefined ? '' : `${current.kind} ${current.name} selected`}
      </p>
      <div className="absolute right-2 bottom-2 flex gap-1">
        <Button aria-label="Zoom out" onClick={() => drawing.current?.zoom('out')}>
          −
        </Button>
        <Button aria-label="Zoom in" onClick={() => drawing.current?.zoom('in')}>
          +
        </Button>
        <Button onClick={() => drawing.current?.fit()}>Show all</Button>
      </div>
      <p className="pointer-events-none absolute bottom-2 left-3 text-2xs text-ink-faint max-tablet:hidden">
        Click selects, double click expands, wheel zooms. Keys: arrows, Enter, + − 0.
      </p>
    </div>
  );
}

const moves: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/** What is selected and what is beside it stand out, and the highlighted path. */
function lightOf({
  shown,
  selected,
  path,
}: Pick<GraphCanvasProps, 'shown' | 'selected' | 'path'>): Light {
  const way = path ?? [];
  if (selected === null && way.length === 0) return noLight;
  const beside = selected === null ? [] : (neighboursOf(shown.edges).get(selected) ?? []);
  const ends = selected === null ? [] : [selected];
  return {
    selected,
    nodes: new Set([...ends, ...way.flatMap(({ from, to }) => [from, to]), ...beside.map(otherOf)]),
    edges: new Set([...way, ...beside.map(({ edge }) => edge)].map(edgeKey)),
  };
}

const otherOf = ({ other }: { readonly other: string }) => other;

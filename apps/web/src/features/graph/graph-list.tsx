import { formatQuantity, formatTerm } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Tag } from '../../ui/tag.tsx';
import { KindBadge } from '../symbols/kind-badge.tsx';
import { SymbolPlace } from '../symbols/symbol-place.tsx';
import {
  type GraphEdge,
  type GraphNode,
  type Neighbourhood,
  neighboursOf,
} from './neighbourhood.ts';

interface GraphListProps {
  readonly start: string;
  readonly shown: Neighbourhood;
  readonly distances: ReadonlyMap<string, number>;
  readonly selected: string | null;
  readonly expanded: readonly string[];
  readonly onSelect: (fqn: string) => void;
  readonly onExpand: (fqn: string) => void;
}

const edgesShown = 6;

/** The graph in words: each symbol by distance, with the edges that join it to the others. */
export function GraphList(props: GraphListProps) {
  const { start, shown, distances, selected, expanded, onSelect, onExpand } = props;
  const names = new Map(shown.nodes.map(({ fqn, name }) => [fqn, name]));
  const beside = neighboursOf(shown.edges);
  const groups = groupByDistance(shown.nodes, distances);
  return (
    <ScrollRegion
      label="Graph as a list"
      className="min-h-0 overflow-auto rounded-control border border-line bg-surface shadow-raised"
    >
      {groups.map(([distance, nodes]) => (
        <section key={distance} aria-label={headingOf(distance)}>
          <h2 className="sticky top-0 z-10 border-b border-line bg-surface px-4 py-2">
            {headingOf(distance)}{' '}
            <span className="font-normal text-ink-faint tabular-nums">{nodes.length}</span>
          </h2>
          <ul>
            {nodes.map((node) => (
              <li
                key={node.fqn}
                aria-current={node.fqn === selected ? 'true' : undefined}
                className="flex items-start gap-3 border-b border-line px-4 py-2 aria-[current=true]:bg-accent-soft"
              >
                <KindBadge kind={node.kind} />
                <div className="grid min-w-0 flex-1 gap-0.5">
                  <span className="flex flex-wrap items-center gap-2">
                    <button
                      type="button"
                      className="cursor-pointer font-mono hover:underline"
                      title={node.fqn}
                      onClick={() => onSelect(node.fqn)}
                    >
                      {node.name}
                    </button>
                    {node.layer === null ? null : <Tag>{node.layer}</Tag>}
                  </span>
                  <SymbolPlace symbol={node} />
                  <span className="text-xs text-ink-soft">
                    {sentence(node.fqn, (beside.get(node.fqn) ?? []).map(edgeOf), names)}
                  </span>
                </div>
                {node.fqn === start ? null : (
                  <Button
                    look="quiet"
                    icon="expand"
                    disabled={expanded.includes(node.fqn)}
                    aria-label={`Expand ${node.name}`}
                    onClick={() => onExpand(node.fqn)}
                  >
                    {expanded.includes(node.fqn) ? 'Expanded' : 'Expand'}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </ScrollRegion>
  );
}

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

/** `calls parse, load; is referenced by main` */
function sentence(
  fqn: string,
  edges: readonly GraphEdge[],
  names: ReadonlyMap<string, string>,
): string {
  const said = edges.slice(0, edgesShown).map((edge) => {
    const other = edge.from === fqn ? edge.to : edge.from;
    const name = names.get(other) ?? other;
    return edge.from === fqn
      ? `${formatTerm(edge.relation)} ${name}`
      : `${passive[edge.relation]} ${name}`;
  });
  const more = edges.length - said.length;
  return `${said.join('; ')}${more > 0 ? `; and ${formatQuantity(more, 'other edge')}` : ''}`;
}

const passive = {
  calls: 'is called by',
  references: 'is referenced by',
  instantiates: 'is instantiated by',
  inherits: 'is inherited by',
  implements: 'is implemented by',
  overrides: 'is overridden by',
  imports: 'is imported by',
  contains: 'is contained in',
  injects: 'is injected into',
} as const satisfies Record<GraphEdge['relation'], string>;

const edgeOf = ({ edge }: { readonly edge: GraphEdge }) => edge;

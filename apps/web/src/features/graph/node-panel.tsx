import type { Completeness } from '../../answers.ts';
import { graphOf, impactOf } from '../../codebase-places.ts';
import { formatQuantity, formatTerm } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import { KindBadge } from '../symbols/kind-badge.tsx';
import { SymbolPlace } from '../symbols/symbol-place.tsx';
import type { GraphView } from './graph-view.ts';
import {
  type GraphEdge,
  type GraphNode,
  type Neighbourhood,
  neighboursOf,
} from './neighbourhood.ts';
import { PathSection } from './path-section.tsx';

interface NodePanelProps {
  readonly view: GraphView;
  readonly start: string;
  readonly node: GraphNode | null;
  /** Where the path to the node begins. */
  readonly from: string;
  /** Null when what is shown has none. */
  readonly path: readonly GraphEdge[] | null;
  readonly shown: Neighbourhood;
  readonly expanded: readonly string[];
  readonly completeness: Completeness | null;
  readonly onExpand: (fqn: string) => void;
  readonly onSelect: (fqn: string | null) => void;
  /** Null: from the start again. */
  readonly onStartPath: (fqn: string | null) => void;
}

/** What is selected, where it leads, and the way to it from the start or another chosen symbol. */
export function NodePanel(props: NodePanelProps) {
  const { view, start, node, from, path, shown, expanded, completeness } = props;
  const { onExpand, onSelect, onStartPath } = props;
  if (node === null) return null;
  // Where there is no room beside the drawing, the start says nothing that is worth it.
  const isChosen = view.to !== null || from !== start;
  const beside = neighboursOf(shown.edges).get(node.fqn) ?? [];
  const uses = beside.filter(({ edge }) => edge.from === node.fqn).length;
  const names = new Map(shown.nodes.map(({ fqn, name }) => [fqn, name]));
  return (
    <aside
      aria-label="Selected symbol"
      className={`grid min-w-0 content-start gap-3 overflow-auto rounded-control border border-line bg-surface p-4 shadow-raised max-desk:max-h-72 ${isChosen ? '' : 'max-desk:hidden'}`}
    >
      <div className="grid gap-1">
        <h2 className="flex min-w-0 items-center gap-2 font-mono">
          <KindBadge kind={node.kind} />
          <span className="truncate" title={node.fqn}>
            {node.name}
          </span>
        </h2>
        <SymbolPlace symbol={node} />
        <p className="flex flex-wrap gap-1.5 pt-1">
          <Tag>{formatTerm(node.kind)}</Tag>
          {node.layer === null ? null : <Tag title="Layer">{node.layer}</Tag>}
          {node.origin === 'project' ? null : <Tag>{node.origin}</Tag>}
          {node.fqn === start ? <Tag tone="accent">start</Tag> : null}
        </p>
      </div>
      <p className="text-ink-soft tabular-nums">
        Here it uses {formatQuantity(uses, 'symbol')} and is used by{' '}
        {formatQuantity(beside.length - uses, 'symbol')}.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          icon="expand"
          disabled={expanded.includes(node.fqn)}
          onClick={() => onExpand(node.fqn)}
        >
          {expanded.includes(node.fqn) ? 'Expanded' : 'Expand'}
        </Button>
        {node.fqn === from ? null : (
          <Button icon="play" onClick={() => onStartPath(node.fqn)}>
            Path from here
          </Button>
        )}
        {view.to === null ? null : (
          <Button look="quiet" icon="close" onClick={() => onSelect(null)}>
            Clear the selection
          </Button>
        )}
      </div>
      <ul className="grid gap-1">
        {[
          ['Open the symbol', symbols(view.codebase, { symbol: node.fqn })] as const,
          ['What a change would reach', impactOf(view.codebase, { symbol: node.fqn })] as const,
          ...(node.fqn === start
            ? []
            : [
                [
                  'Start from here',
                  graphOf(view.codebase, {
                    ...view,
                    symbol: node.fqn,
                    to: null,
                    from: null,
                    expanded: null,
                  }),
                ] as const,
              ]),
        ].map(([words, place]) => (
          <li key={words}>
            <Link to={place} className="text-link">
              {words}
            </Link>
          </li>
        ))}
      </ul>
      {view.to === null && from === start ? null : (
        <PathSection
          from={from}
          to={node.fqn}
          path={path}
          names={names}
          onFromStart={from === start ? null : () => onStartPath(null)}
        />
      )}
      {completeness?.level === 'lower_bound' ? (
        <p className="flex gap-2 text-xs text-warn">
          <Icon name="warning" />
          At least this: {formatQuantity(completeness.blocking_total, 'site')} could add to it.
        </p>
      ) : null}
    </aside>
  );
}

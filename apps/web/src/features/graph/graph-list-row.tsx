import { formatQuantity } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { KindBadge } from '../symbols/kind-badge.tsx';
import { SymbolPlace } from '../symbols/symbol-place.tsx';
import { edgeInWords } from './edge-in-words.ts';
import type { GraphEdge, GraphNode } from './neighbourhood.ts';

interface GraphListRowProps {
  readonly node: GraphNode;
  readonly edges: readonly GraphEdge[];
  readonly names: ReadonlyMap<string, string>;
  readonly isStart: boolean;
  readonly isSelected: boolean;
  readonly isOnPath: boolean;
  readonly isExpanded: boolean;
  /** Whether it is the one row in the tab order. */
  readonly isReached: boolean;
  readonly onReach: (fqn: string) => void;
  readonly onSelect: (fqn: string) => void;
  readonly onExpand: (fqn: string) => void;
}

const edgesAtOnce = 6;

/** A symbol of the graph, and what its edges say. Rows out of sight are not laid out. */
export function GraphListRow(props: GraphListRowProps) {
  const { node, edges, names, isStart, isSelected, isOnPath, isExpanded, isReached } = props;
  const { onReach, onSelect, onExpand } = props;
  const said = edges.map((edge) => edgeInWords(edge, node.fqn, names));
  const rest = said.slice(edgesAtOnce);
  const tabIndex = isReached ? 0 : -1;
  return (
    <li
      aria-current={isSelected ? 'true' : undefined}
      className="flex items-start gap-3 border-b border-line px-4 py-2 [contain-intrinsic-size:auto_76px] [content-visibility:auto] aria-[current=true]:bg-accent-soft"
      onFocus={() => onReach(node.fqn)}
    >
      <KindBadge kind={node.kind} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          <button
            type="button"
            data-row={node.fqn}
            tabIndex={tabIndex}
            className="cursor-pointer font-mono wrap-anywhere text-left hover:underline"
            title={node.fqn}
            onClick={() => onSelect(node.fqn)}
          >
            {node.name}
          </button>
          {node.layer === null ? null : <Tag title="Layer">{node.layer}</Tag>}
          {node.origin === 'project' ? null : <Tag>{node.origin}</Tag>}
          {isOnPath ? <Tag tone="accent">on the path</Tag> : null}
        </span>
        <SymbolPlace symbol={node} />
        <span className="text-xs text-ink-soft">{said.slice(0, edgesAtOnce).join('; ')}</span>
        {rest.length === 0 ? null : (
          <details className="text-xs text-ink-soft">
            <summary tabIndex={tabIndex} className="w-fit cursor-pointer text-ink-faint">
              and {formatQuantity(rest.length, 'other edge')}
            </summary>
            {rest.join('; ')}
          </details>
        )}
      </div>
      {isStart ? null : (
        <Button
          look="quiet"
          icon="expand"
          disabled={isExpanded}
          tabIndex={tabIndex}
          aria-label={isExpanded ? `${node.name} is expanded` : `Expand ${node.name}`}
          onClick={() => onExpand(node.fqn)}
        >
          <span className="max-tablet:hidden">{isExpanded ? 'Expanded' : 'Expand'}</span>
        </Button>
      )}
    </li>
  );
}

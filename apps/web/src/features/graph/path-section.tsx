import { formatQuantity, formatTerm } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { GraphEdge } from './neighbourhood.ts';

interface PathSectionProps {
  readonly from: string;
  readonly to: string;
  readonly path: readonly GraphEdge[] | null;
  readonly names: ReadonlyMap<string, string>;
  /** Null when the path begins at the start already. */
  readonly onFromStart: (() => void) | null;
}

/** A shortest way between two symbols over what is drawn, edge by edge, each as it points. */
export function PathSection({ from, to, path, names, onFromStart }: PathSectionProps) {
  const nameOf = (fqn: string) => names.get(fqn) ?? fqn;
  return (
    <section
      aria-label={onFromStart === null ? 'Path from the start' : `Path from ${nameOf(from)}`}
      className="grid gap-1"
    >
      <h3 className="text-xs text-ink-faint">
        Path from{' '}
        {onFromStart === null ? (
          'the start'
        ) : (
          <span className="font-mono wrap-anywhere text-ink">{nameOf(from)}</span>
        )}
        {path === null || path.length === 0 ? '' : `, ${formatQuantity(path.length, 'edge')}`}
      </h3>
      {from === to ? <p className="text-ink-soft">Select where it leads.</p> : null}
      {path === null ? <p className="text-ink-soft">Nothing that is shown joins the two.</p> : null}
      <ol className="grid gap-1 font-mono text-xs">
        {(path ?? []).map((edge) => (
          <li key={`${edge.from} ${edge.relation} ${edge.to}`} className="wrap-anywhere">
            {nameOf(edge.from)}{' '}
            <span className="font-sans text-ink-faint">{formatTerm(edge.relation)}</span>{' '}
            {nameOf(edge.to)}
          </li>
        ))}
      </ol>
      {onFromStart === null ? null : (
        <p>
          <Button look="quiet" onClick={onFromStart}>
            <Icon name="back" />
            From the start again
          </Button>
        </p>
      )}
    </section>
  );
}

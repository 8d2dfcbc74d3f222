import type { CodeSymbol } from '../../answers.ts';
import { graphOf } from '../../codebase-places.ts';
import { formatSite, formatTerm } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { KindBadge } from './kind-badge.tsx';

interface SymbolHeaderProps {
  readonly route: SymbolsView;
  readonly symbol: CodeSymbol;
}

/** What a symbol is and where it stands. */
export function SymbolHeader({ route, symbol }: SymbolHeaderProps) {
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
        {symbol.deleted_at === null ? (
          <Link
            to={graphOf(route.codebase, { symbol: symbol.fqn })}
            className="button button-quiet symbol-graph-link"
          >
            <Icon name="graph" />
            Graph
          </Link>
        ) : null}
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
    </header>
  );
}

function linesOf({ start_line: start, end_line: end, kind }: CodeSymbol): string | null {
  if (start === null || end === null || kind === 'file') return null;
  const count = end - start + 1;
  return count === 1 ? '1 line' : `${count} lines`;
}

import type { KeyboardEvent } from 'react';
import type { CodeSymbol } from '../../answers.ts';
import { Link } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { KindBadge } from './kind-badge.tsx';
import { splitMatch } from './split-match.ts';
import { SymbolPlace } from './symbol-place.tsx';

interface SymbolOptionsProps {
  readonly route: SymbolsView;
  readonly found: readonly CodeSymbol[];
  readonly active: number;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly more: (() => void) | null;
  readonly loadingMore: boolean;
}

export function SymbolOptions({
  route,
  found,
  active,
  onKey,
  more,
  loadingMore,
}: SymbolOptionsProps) {
  return (
    <>
      <div
        className="symbol-options"
        role="listbox"
        aria-label="Symbols found"
        aria-activedescendant={
          found[active] === undefined ? undefined : optionId(found[active].fqn)
        }
        tabIndex={0}
        onKeyDown={onKey}
      >
        {found.map((symbol, index) => (
          <Link
            key={symbol.fqn}
            id={optionId(symbol.fqn)}
            role="option"
            aria-selected={symbol.fqn === route.symbol}
            className="symbol-option"
            data-active={index === active}
            tabIndex={-1}
            title={symbol.fqn}
            to={symbols(route.codebase, { ...route, symbol: symbol.fqn })}
          >
            <KindBadge kind={symbol.kind} />
            <span className="symbol-option-text">
              <span className="symbol-option-name mono">
                <Matched text={symbol.name} query={route.q} />
              </span>
              <SymbolPlace symbol={symbol} />
            </span>
            {symbol.origin === 'project' ? null : (
              <Tag tone={symbol.origin === 'unresolved' ? 'warn' : 'neutral'}>{symbol.origin}</Tag>
            )}
          </Link>
        ))}
      </div>
      {more === null ? null : (
        <div className="load-more">
          <Button look="quiet" disabled={loadingMore} onClick={more}>
            {loadingMore ? 'Loading' : 'Show more'}
          </Button>
        </div>
      )}
    </>
  );
}

/** The element id of a result. Spaces would end an id in a list of ids. */
export function optionId(fqn: string): string {
  return `option-${encodeURIComponent(fqn)}`;
}

function Matched({ text, query }: { readonly text: string; readonly query: string }) {
  const [before, match, after] = splitMatch(text, query);
  return (
    <>
      {before}
      {match === '' ? null : <mark>{match}</mark>}
      {after}
    </>
  );
}

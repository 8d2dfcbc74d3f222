import { symbolKindSchema, symbolOriginSchema } from '@clew/contracts';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { changesOf } from '../../codebase-places.ts';
import { formatTerm } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { overview, type SymbolsView, symbols } from '../../places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { searchBoxId, takeSearchFocus } from '../shell/search-focus.ts';
import { optionId, SymbolOptions } from './symbol-options.tsx';
import { useDraft } from './use-draft.ts';
import { useSymbolSearch } from './use-symbol-search.ts';
import './symbol-search.css';

const typingPauseMs = 120;
const listId = 'symbol-results';

/** Search as you type. The box keeps the focus; the arrow keys move through the results. */
export function SymbolSearch({ route }: { readonly route: SymbolsView }) {
  const go = useGo();
  const box = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useDraft(
    route.q,
    (q) => go(symbols(route.codebase, { ...route, q }), { replace: true }),
    typingPauseMs,
  );
  const search = useSymbolSearch(route);
  const found = search.data ?? [];
  const answered =
    !search.isPending && !search.isPlaceholderData && draft.trim() === route.q.trim();
  const [picked, setPicked] = useState<string | null>(null);
  const [entered, setEntered] = useState(false);
  const active = Math.max(
    found.findIndex((symbol) => symbol.fqn === (picked ?? route.symbol)),
    0,
  );

  useEffect(() => {
    if (takeSearchFocus()) box.current?.focus();
  }, []);

  useEffect(() => {
    if (!entered || !answered) return;
    setEntered(false);
    const best = found[active];
    if (best !== undefined) go(symbols(route.codebase, { ...route, symbol: best.fqn }));
  }, [go, entered, answered, found, active, route]);

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (draft === '') box.current?.blur();
      type('');
      return;
    }
    // The results still answer an earlier text; unless one of them was picked, its own are awaited.
    if (event.key === 'Enter' && !answered && picked === null) {
      event.preventDefault();
      setEntered(true);
      return;
    }
    const target = found[targetOf(event.key, active, found.length)];
    if (target === undefined) return;
    event.preventDefault();
    if (event.key === 'Enter') {
      go(symbols(route.codebase, { ...route, q: draft.trim(), symbol: target.fqn }));
    } else {
      setPicked(target.fqn);
      document.getElementById(optionId(target.fqn))?.scrollIntoView({ block: 'nearest' });
    }
  };

  const type = (text: string) => {
    setPicked(null);
    setEntered(false);
    setDraft(text);
  };

  return (
    <div className="search">
      <div className="search-head">
        <div className="search-box">
          <Icon name="search" />
          <input
            ref={box}
            id={searchBoxId}
            type="search"
            role="combobox"
            aria-label="Search symbols"
            aria-expanded={found.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={
              found[active] === undefined ? undefined : optionId(found[active].fqn)
            }
            placeholder="Name or part of an FQN"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={draft}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKey}
          />
          {draft === '' ? (
            <span className="search-key" aria-hidden="true">
              <kbd>/</kbd>
            </span>
          ) : (
            <button
              type="button"
              className="icon-button search-clear"
              aria-label="Clear the search"
              title="Clear (Esc)"
              onClick={() => {
                type('');
                box.current?.focus();
              }}
            >
              <Icon name="close" size={14} />
            </button>
          )}
        </div>
        <div className="search-filters">
          <Select
            label="Kind"
            all="Every kind"
            value={route.kind}
            options={symbolKindSchema.options}
            name={formatTerm}
            onChange={(kind) => go(symbols(route.codebase, { ...route, kind }), { replace: true })}
          />
          <Select
            label="Origin"
            all="Every origin"
            value={route.origin}
            options={symbolOriginSchema.options}
            name={formatTerm}
            onChange={(origin) =>
              go(symbols(route.codebase, { ...route, origin }), { replace: true })
            }
          />
        </div>
      </div>
      <div
        className="search-results"
        data-stale={search.isPlaceholderData}
        aria-busy={!answered}
        id={listId}
      >
        {search.isPending ? (
          <Skeleton rows={9} label="Searching" />
        ) : search.isError ? (
          <ProblemNotice
            error={search.error}
            onRetry={() => search.refetch()}
            suggest={(name) => (
              <Link to={overview(name)} className="text-link">
                {name}
              </Link>
            )}
          />
        ) : found.length === 0 ? (
          <NothingFound route={route} />
        ) : (
          <SymbolOptions
            route={route}
            found={found}
            active={active}
            onKey={onKey}
            more={search.hasNextPage ? () => search.fetchNextPage() : null}
            loadingMore={search.isFetchingNextPage}
          />
        )}
      </div>
    </div>
  );
}

function NothingFound({ route }: { readonly route: SymbolsView }) {
  const filtered = route.kind !== null || route.origin !== null;
  return (
    <EmptyState
      icon="search"
      title={route.q === '' ? 'No symbol here' : `Nothing matches “${route.q}”`}
    >
      {filtered ? (
        <p>
          Only{' '}
          {[route.kind, route.origin]
            .filter((part) => part !== null)
            .map(formatTerm)
            .join(', ')}{' '}
          symbols were searched.{' '}
          <Link
            className="text-link"
            to={symbols(route.codebase, { q: route.q, symbol: route.symbol, tab: route.tab })}
          >
            Search everything
          </Link>
        </p>
      ) : (
        <p>
          Names and fully qualified names were searched; deleted symbols were not.{' '}
          <Link
            className="text-link"
            to={changesOf(route.codebase, { view: 'deleted', q: route.q })}
          >
            Look among the deleted ones
          </Link>
        </p>
      )}
    </EmptyState>
  );
}

/** Where a key leads in the list: the index of the target, or -1 when the key means nothing here. */
function targetOf(key: string, active: number, length: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(active + 1, length - 1);
    case 'ArrowUp':
      return Math.max(active - 1, 0);
    case 'PageDown':
      return Math.min(active + 10, length - 1);
    case 'PageUp':
      return Math.max(active - 10, 0);
    case 'Enter':
      return active;
    default:
      return -1;
  }
}

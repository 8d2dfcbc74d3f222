import type { DeletedSymbol } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { call } from '../../api.ts';
import { changesOf } from '../../codebase-places.ts';
import { formatQuantity } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { keyOf } from '../../query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { useMoment } from '../../use-moment.ts';
import { KindBadge } from '../symbols/kind-badge.tsx';
import { RestoreButton } from '../symbols/restore-button.tsx';
import { SymbolPlace } from '../symbols/symbol-place.tsx';
import { useDraft } from '../symbols/use-draft.ts';
import type { ChangesView } from './changes-view.ts';

const typingPauseMs = 200;

/** Symbols that are deleted but not purged: each can come back, with what was written about it. */
export function DeletedSymbols({ view }: { readonly view: ChangesView }) {
  const { codebase, q } = view;
  const at = useMoment();
  const go = useGo();
  const [draft, setDraft] = useDraft(
    q,
    (text) => go(changesOf(codebase, { ...view, q: text }), { replace: true }),
    typingPauseMs,
  );
  const params = { name: codebase };
  const query = { q: q === '' ? undefined : q, at };
  const pages = usePages({
    queryKey: keyOf(routes.listDeletedSymbols, { params, query }),
    fetchPage: (cursor, signal) =>
      call(routes.listDeletedSymbols, { params, query: { ...query, cursor } }, { signal }),
  });
  return (
    <>
      <TextInput
        type="search"
        aria-label="Filter by name"
        placeholder="Filter by name, members included"
        autoComplete="off"
        className="max-w-80"
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
      />
      <Panel title="Deleted symbols" flush>
        <PagedList
          label="Deleted symbols"
          pages={pages}
          rowKey={({ fqn }) => fqn}
          empty={
            <EmptyState
              icon="check"
              title={q === '' ? 'No symbol is deleted' : `No deleted symbol has “${q}” in its name`}
            >
              <p>
                What leaves the sources, or is deleted by hand, is kept here until it is purged.
              </p>
            </EmptyState>
          }
        >
          {(symbol) => (
            <DeletedRow codebase={codebase} symbol={symbol} writable={at === undefined} />
          )}
        </PagedList>
      </Panel>
    </>
  );
}

interface DeletedRowProps {
  readonly codebase: string;
  readonly symbol: DeletedSymbol;
  readonly writable: boolean;
}

function DeletedRow({ codebase, symbol, writable }: DeletedRowProps) {
  const { fqn, kind, name, container, members, broken_references: broken, deleted_at } = symbol;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <KindBadge kind={kind} />
        <div className="grid min-w-0">
          <Link
            to={symbols(codebase, { symbol: fqn })}
            className="truncate font-mono text-xs font-medium hover:underline"
            title={fqn}
          >
            {name}
          </Link>
          <SymbolPlace symbol={symbol} />
        </div>
      </div>
      <span className="flex flex-wrap items-center gap-2 text-xs text-ink-faint tabular-nums">
        {broken === 0 ? null : (
          <StatusBadge
            look={{ tone: 'warn', icon: 'warning' }}
            title="References from code that is still there"
          >
            {formatQuantity(broken, 'broken reference')}
          </StatusBadge>
        )}
        {members === 0 ? null : <span>with {formatQuantity(members, 'member')}</span>}
        <span>
          deleted <Moment at={deleted_at} />
        </span>
      </span>
      {container !== null ? (
        <Link
          to={symbols(codebase, { symbol: container })}
          className="text-link text-xs"
          title={container}
        >
          Restore what contains it
        </Link>
      ) : writable ? (
        <RestoreButton codebase={codebase} symbol={symbol} />
      ) : null}
    </div>
  );
}

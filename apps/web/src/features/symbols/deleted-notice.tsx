import type { DeletedSymbol } from '@clew/contracts';
import { formatMoment, formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { Icon } from '../../ui/icon.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { useMoment } from '../../use-moment.ts';
import { RestoreButton } from './restore-button.tsx';

interface DeletedNoticeProps {
  readonly route: SymbolsView;
  readonly symbol: DeletedSymbol;
}

/** Says that a symbol is deleted, what that means to others, and how it comes back. */
export function DeletedNotice({ route, symbol }: DeletedNoticeProps) {
  const writable = useMoment() === undefined;
  const { deleted_at, container, members, broken_references: broken } = symbol;
  return (
    <section aria-label="Deleted" className="grid gap-2">
      <p className="notice notice-warn">
        <Icon name="trash" />
        <span>
          Deleted at {formatMoment(deleted_at)}.{' '}
          {broken === 0
            ? 'Nothing refers to it any more.'
            : `${formatQuantity(broken, 'reference')} from code that is still there ${broken === 1 ? 'is' : 'are'} broken.`}{' '}
          What was written about it is kept until it is purged.
        </span>
      </p>
      {container !== null ? (
        <p className="flex min-w-0 flex-wrap items-center gap-2">
          It can come back only with what contains it, which is deleted too:
          <Link to={symbols(route.codebase, { ...route, symbol: container })} className="text-link">
            <Truncated text={container} className="mono" />
          </Link>
        </p>
      ) : writable ? (
        <div className="flex flex-wrap items-center gap-3">
          <RestoreButton codebase={route.codebase} symbol={symbol} look="primary" />
          <span className="text-xs text-ink-faint">
            {members === 0 ? '' : `With ${formatQuantity(members, 'member')}. `}An index run that
            does not find it in the sources deletes it again.
          </span>
        </div>
      ) : null}
    </section>
  );
}

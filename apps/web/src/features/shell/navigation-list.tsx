import { useLocation } from '@tanstack/react-router';
import { Link } from '../../navigation.tsx';
import { hrefOf } from '../../places.ts';
import { Icon } from '../../ui/icon.tsx';
import type { NavItem } from './nav-group.ts';
import { navGroups } from './nav-items.ts';

interface NavigationListProps {
  readonly codebase: string | null;
  /** True where there is no room for words beside the icons on screens of middle width. */
  readonly rail?: boolean;
  readonly onFollow?: () => void;
}

/** The pages in their groups. A group of one page needs no heading to be seen. */
export function NavigationList({ codebase, rail = false, onFollow }: NavigationListProps) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const words = rail ? 'max-desk:sr-only' : '';
  return navGroups(codebase).map(({ label, items }) => (
    <section key={label} className="grid" aria-label={label}>
      <h2
        className={
          items.length === 1
            ? 'visually-hidden'
            : `px-2.5 pb-1 text-2xs font-medium text-ink-faint ${words}`
        }
      >
        {label}
      </h2>
      <ul className="grid">
        {items.map((item) => (
          <li key={item.label}>
            <Link
              to={item.place}
              title={rail ? item.label : undefined}
              aria-current={isCurrent(item, pathname) ? 'page' : undefined}
              onClick={onFollow}
              className={`flex h-7 items-center gap-2.5 max-tablet:h-9 rounded-control px-2.5 font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-raised aria-[current=page]:[&>svg]:text-accent ${rail ? 'max-desk:w-10 max-desk:justify-center max-desk:px-0' : ''}`}
            >
              <Icon name={item.icon} />
              <span className={words}>{item.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function isCurrent({ place, exact }: NavItem, pathname: string): boolean {
  const base = hrefOf({ ...place, search: {} });
  const here = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  return here === base || (exact !== true && here.startsWith(`${base}/`));
}

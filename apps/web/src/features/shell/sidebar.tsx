import type { Codebase } from '../../answers.ts';
import { activity, codebaseOf, home, Link, overview, type Route, symbols } from '../../routes.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ApiStatus } from './api-status.tsx';
import { CodebaseSwitcher } from './codebase-switcher.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import { openSearch } from './use-search-hotkey.ts';

interface SidebarProps {
  readonly route: Route;
  readonly codebase: string | null;
  readonly codebases: readonly Codebase[];
}

export function Sidebar({ route, codebase, codebases }: SidebarProps) {
  return (
    <div className="sidebar">
      <header className="sidebar-top">
        <Link to={home} className="brand" aria-label="Clew, all codebases">
          <Logo size={26} />
          <span className="brand-name">Clew</span>
        </Link>
        <CodebaseSwitcher route={route} codebase={codebase} codebases={codebases} />
        {codebase === null ? null : (
          <button
            type="button"
            className="search-button"
            aria-label="Search symbols"
            onClick={() => openSearch(route, codebase)}
          >
            <Icon name="search" />
            <span className="search-button-label">Search symbols</span>
            <kbd>/</kbd>
          </button>
        )}
      </header>
      <nav className="nav" aria-label="Main">
        {codebase === null ? null : (
          <ul className="nav-group">
            <NavItem
              to={overview(codebase)}
              icon="overview"
              label="Overview"
              current={route.page === 'overview'}
            />
            <NavItem
              to={symbols(codebase)}
              icon="symbols"
              label="Symbols"
              current={route.page === 'symbols'}
            />
          </ul>
        )}
        <p className="nav-heading">History</p>
        <ul className="nav-group">
          {(['events', 'enforcements', 'executions'] as const).map((list) => (
            <NavItem
              key={list}
              to={activity(list, { codebase: codebaseOf(route) })}
              icon={list}
              label={`${list[0]?.toUpperCase()}${list.slice(1)}`}
              current={route.page === 'activity' && route.list === list}
            />
          ))}
        </ul>
      </nav>
      <footer className="sidebar-foot">
        <ApiStatus />
        <ThemeToggle />
      </footer>
    </div>
  );
}

interface NavItemProps {
  readonly to: Route;
  readonly icon: IconName;
  readonly label: string;
  readonly current: boolean;
}

function NavItem({ to, icon, label, current }: NavItemProps) {
  return (
    <li>
      <Link to={to} className="nav-item" title={label} aria-current={current ? 'page' : undefined}>
        <Icon name={icon} />
        <span className="nav-label">{label}</span>
      </Link>
    </li>
  );
}

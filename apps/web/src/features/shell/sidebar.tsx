import { Link } from '../../navigation.tsx';
import { codebases } from '../../places.ts';
import { Icon } from '../../ui/icon.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ApiStatus } from './api-status.tsx';
import { CodebaseSwitcher } from './codebase-switcher.tsx';
import { NavigationList } from './navigation-list.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

interface SidebarProps {
  readonly codebase: string | null;
  readonly onSearch: () => void;
}

/** The navigation beside the page: in words on a desk, as a rail of icons on a tablet. */
export function Sidebar({ codebase, onSearch }: SidebarProps) {
  return (
    <div
      className="flex w-56 flex-none flex-col gap-3 px-3 pt-4 pb-3 max-desk:w-14 max-desk:items-center max-desk:px-2 max-tablet:hidden"
      data-pane="sidebar"
    >
      <header className="grid gap-3 max-desk:justify-items-center">
        <Link
          to={codebases}
          className="inline-flex items-center gap-2 justify-self-start rounded-chip px-1 text-lg font-semibold tracking-tight max-desk:justify-self-center"
          aria-label="Clew, all codebases"
        >
          <Logo size={26} />
          <span className="max-desk:hidden">Clew</span>
        </Link>
        <div className="max-desk:hidden">
          <CodebaseSwitcher codebase={codebase} />
        </div>
        <button
          type="button"
          className="flex h-8 cursor-pointer items-center gap-2 rounded-control border border-line pr-1.5 pl-2 text-ink-faint transition-colors hover:bg-surface hover:text-ink max-desk:w-10 max-desk:justify-center max-desk:p-0"
          title="Go to a page, symbol or codebase (Ctrl-K, ⌘K)"
          onClick={onSearch}
        >
          <Icon name="search" />
          <span className="flex-1 text-left max-desk:sr-only">Go to or search</span>
          <kbd className="max-desk:hidden">⌘K</kbd>
        </button>
      </header>
      {/* The wordless space beside it keeps focus rings whole while the pages scroll. */}
      <nav
        className="-mx-1 grid min-h-0 flex-1 content-start gap-1.5 overflow-y-auto px-1"
        aria-label="Main"
      >
        <NavigationList codebase={codebase} rail />
      </nav>
      <footer className="flex items-center justify-between gap-2 max-desk:flex-col-reverse">
        <ApiStatus rail />
        <ThemeToggle />
      </footer>
    </div>
  );
}

import { Link } from '../../navigation.tsx';
import { codebases } from '../../places.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Logo } from '../../ui/logo.tsx';
import { CodebaseSwitcher } from './codebase-switcher.tsx';

interface TopBarProps {
  readonly codebase: string | null;
  readonly onSearch: () => void;
  readonly onMenu: () => void;
}

/** What a phone shows of the navigation; the rest is behind its menu. */
export function TopBar({ codebase, onSearch, onMenu }: TopBarProps) {
  return (
    <header
      className="flex items-center gap-1 border-b border-line bg-paper px-3 py-2 tablet:hidden"
      data-pane="top-bar"
    >
      <Link to={codebases} className="mr-1 rounded-chip" aria-label="Clew, all codebases">
        <Logo size={26} />
      </Link>
      <div className="mr-auto min-w-0 max-w-60 flex-1">
        <CodebaseSwitcher codebase={codebase} />
      </div>
      <BarButton icon="search" label="Go to or search" onClick={onSearch} />
      <BarButton icon="menu" label="Menu" onClick={onMenu} />
    </header>
  );
}

interface BarButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
}

function BarButton({ icon, label, onClick }: BarButtonProps) {
  return (
    <button
      type="button"
      className="grid size-10 cursor-pointer place-items-center rounded-control text-ink-soft hover:bg-hover hover:text-ink"
      aria-label={label}
      onClick={onClick}
    >
      <Icon name={icon} size={18} />
    </button>
  );
}

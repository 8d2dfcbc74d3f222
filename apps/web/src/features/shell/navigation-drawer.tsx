import { Dialog } from '../../ui/dialog.tsx';
import { ApiStatus } from './api-status.tsx';
import { NavigationList } from './navigation-list.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

interface NavigationDrawerProps {
  readonly codebase: string | null;
  readonly onClose: () => void;
}

/** The whole navigation, over the page of a phone. */
export function NavigationDrawer({ codebase, onClose }: NavigationDrawerProps) {
  return (
    <Dialog
      label="Menu"
      onClose={onClose}
      className="m-0 ml-auto h-dvh max-h-none w-72 max-w-[85vw] rounded-none border-y-0 border-r-0"
    >
      <div className="flex min-h-full flex-col gap-4 p-3">
        <nav className="grid flex-1 content-start gap-4" aria-label="All pages">
          <NavigationList codebase={codebase} onFollow={onClose} />
        </nav>
        <footer className="flex items-center justify-between">
          <ApiStatus />
          <ThemeToggle />
        </footer>
      </div>
    </Dialog>
  );
}

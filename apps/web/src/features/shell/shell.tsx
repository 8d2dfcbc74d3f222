import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Toasts } from '../../ui/toasts.tsx';
import { ApiAway } from './api-away.tsx';
import { NavigationDrawer } from './navigation-drawer.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { useCurrentCodebase } from './use-current-codebase.ts';
import { usePaletteHotkey } from './use-palette-hotkey.ts';
import { useSearchHotkey } from './use-search-hotkey.ts';
import './shell.css';

const Palette = lazy(() =>
  import('../palette/palette.tsx').then(({ Palette: component }) => ({ default: component })),
);

type Overlay = 'none' | 'palette' | 'navigation';

/** What stands around every page: navigation, the current codebase, the palette, the API's state. */
export function Shell() {
  const codebase = useCurrentCodebase();
  const [overlay, setOverlay] = useState<Overlay>('none');
  useSearchHotkey(codebase);
  usePaletteHotkey(() => setOverlay((open) => (open === 'palette' ? 'none' : 'palette')));
  const close = () => setOverlay('none');
  return (
    <div className="flex h-dvh max-tablet:flex-col">
      <a
        className="absolute top-2 left-2 z-30 -translate-y-[200%] rounded-control bg-accent-fill px-3 py-2 text-on-accent focus:translate-y-0"
        href="#main"
      >
        Skip to the content
      </a>
      <Sidebar codebase={codebase} onSearch={() => setOverlay('palette')} />
      <TopBar
        codebase={codebase}
        onSearch={() => setOverlay('palette')}
        onMenu={() => setOverlay('navigation')}
      />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col border-l border-line max-tablet:border-0">
        <ApiAway />
        <main
          className="min-h-0 flex-1 overflow-auto bg-sunk focus-visible:outline-none"
          id="main"
          tabIndex={-1}
        >
          <Outlet />
        </main>
      </div>
      {overlay === 'navigation' ? <NavigationDrawer codebase={codebase} onClose={close} /> : null}
      {overlay === 'palette' ? (
        <Suspense>
          <Palette codebase={codebase} onClose={close} />
        </Suspense>
      ) : null}
      <Toasts />
    </div>
  );
}

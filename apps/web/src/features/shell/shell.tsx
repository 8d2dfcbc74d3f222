import type { ReactNode } from 'react';
import './shell.css';
import { codebaseOf, type Route } from '../../routes.tsx';
import { useCodebases } from '../codebases/use-codebases.ts';
import { Sidebar } from './sidebar.tsx';
import { useSearchHotkey } from './use-search-hotkey.ts';

interface ShellProps {
  readonly route: Route;
  readonly children: ReactNode;
}

/** What stands around every screen: navigation, the current codebase, the state of the API. */
export function Shell({ route, children }: ShellProps) {
  const codebases = useCodebases();
  const only = codebases.data?.length === 1 ? codebases.data[0]?.name : undefined;
  const codebase = codebaseOf(route) ?? only ?? null;
  useSearchHotkey(route, codebase);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <Sidebar route={route} codebase={codebase} codebases={codebases.data ?? []} />
      <main className="shell-main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

import { useEffect } from 'react';
import { go, type Route, symbols } from '../../routes.tsx';
import { focusSearchBox, wantSearchFocus } from './search-focus.ts';

/** `/` and Ctrl-K (⌘K) go to the symbol search from anywhere. */
export function useSearchHotkey(route: Route, codebase: string | null): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (codebase === null || !isSearchKey(event)) return;
      event.preventDefault();
      openSearch(route, codebase);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [route, codebase]);
}

/** Focuses the search box, going to the symbols screen (and back to its list) when need be. */
export function openSearch(route: Route, codebase: string): void {
  if (focusSearchBox()) return;
  wantSearchFocus();
  const here = route.page === 'symbols' && route.codebase === codebase;
  go(here ? { ...route, symbol: null } : symbols(codebase));
}

function isSearchKey(event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() === 'k') return (event.ctrlKey || event.metaKey) && !event.altKey;
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target;
  return !(
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}

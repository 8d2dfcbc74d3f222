import { useEffect } from 'react';
import { type Go, useGo } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { focusSearchBox, wantSearchFocus } from './search-focus.ts';

/** `/` goes to the symbol search from anywhere but a field. */
export function useSearchHotkey(codebase: string | null): void {
  const go = useGo();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (codebase === null || !isSearchKey(event)) return;
      event.preventDefault();
      openSearch(go, codebase);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, codebase]);
}

/** Focuses the search box, going to the list of symbols when it is not to be seen. */
function openSearch(go: Go, codebase: string): void {
  if (focusSearchBox()) return;
  wantSearchFocus();
  go(symbols(codebase));
}

function isSearchKey(event: KeyboardEvent): boolean {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector('dialog[open]') !== null) return false;
  const target = event.target;
  return !(
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}

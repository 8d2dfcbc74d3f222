import { useEffect, useRef } from 'react';

/** Ctrl-K and ⌘K, from anywhere, also while something is typed. */
export function usePaletteHotkey(toggle: () => void): void {
  const latest = useRef(toggle);
  useEffect(() => {
    latest.current = toggle;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const chosen = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!chosen || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

import { useMemo, useSyncExternalStore } from 'react';

const dark = () => window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  const system = dark();
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', listener);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', listener);
  };
}

function currentTheme(): string {
  return document.documentElement.dataset.theme ?? (dark().matches ? 'dark' : 'light');
}

/**
 * Tokens as `#rrggbb`, for canvases, which know no custom properties. They change with the theme.
 * `names` must be the same array each time, e.g. a constant.
 */
export function useThemeColours<Name extends string>(
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const theme = useSyncExternalStore(subscribe, currentTheme);
  return useMemo(() => read(names, theme), [names, theme]);
}

/** `theme` is not looked at: the document has it; it only says when to read again. */
function read<Name extends string>(
  names: readonly Name[],
  _theme: string,
): Readonly<Record<Name, string>> {
  const probe = document.body.appendChild(document.createElement('span'));
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const hex = (name: Name) => {
    probe.style.color = `var(--${name})`;
    if (canvas === null) return '#808080';
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const pixel = canvas.getImageData(0, 0, 1, 1).data.slice(0, 3);
    return `#${Array.from(pixel, (part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
  const colours = names.map((name) => [name, hex(name)]);
  probe.remove();
  return Object.fromEntries(colours) as Readonly<Record<Name, string>>;
}

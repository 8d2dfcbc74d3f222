import { useState } from 'react';
import { Icon, type IconName } from '../../ui/icon.tsx';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const storageKey = 'clew.theme';
const icons = { system: 'system', light: 'sun', dark: 'moon' } as const satisfies Record<
  Theme,
  IconName
>;

/** Steps through the system's theme, light and dark; `public/theme.js` applies the choice on load. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(
    () => themes.find((known) => known === localStorage.getItem(storageKey)) ?? 'system',
  );
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';

  const choose = () => {
    setTheme(next);
    if (next === 'system') {
      localStorage.removeItem(storageKey);
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem(storageKey, next);
      document.documentElement.dataset.theme = next;
    }
  };

  return (
    <button
      type="button"
      className="theme-toggle"
      onClick={choose}
      aria-label={`Theme: ${theme}. Change to ${next}`}
      title={`Theme: ${theme}`}
    >
      <Icon name={icons[theme]} />
    </button>
  );
}

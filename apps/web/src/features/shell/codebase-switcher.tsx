import { useMatches } from '@tanstack/react-router';
import { useGo } from '../../navigation.tsx';
import { codebases, overview, type Place } from '../../places.ts';
import type { SearchText } from '../../search-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { useCodebases } from '../codebases/use-codebases.ts';

/** Chooses the codebase and stays on the same kind of page. */
export function CodebaseSwitcher({ codebase }: { readonly codebase: string | null }) {
  const go = useGo();
  const names = useCodebases().data?.map(({ name }) => name) ?? [];
  const match = useMatches({ select: (matches) => matches.at(-1) });
  if (names.length === 0) return null;
  const placeIn = (name: string): Place => {
    const path = match?.fullPath ?? '/';
    const search: Record<string, SearchText> = match?.search ?? {};
    if (path.startsWith('/codebases/$codebase')) {
      const { q, kind, origin } = search;
      return { to: path, params: { codebase: name }, search: { q, kind, origin, at: null } };
    }
    if (path === '/' || path === codebases.to) return overview(name);
    return { to: path, params: { ...match?.params }, search: { ...search, codebase: name } };
  };
  return (
    <label className="relative block min-w-0">
      <span className="visually-hidden">Codebase</span>
      <select
        className="h-8 w-full cursor-pointer appearance-none truncate rounded-control border border-line bg-surface pr-7 pl-2.5 font-semibold shadow-raised"
        value={codebase ?? ''}
        onChange={(event) => go(placeIn(event.target.value))}
      >
        {codebase === null ? <option value="">Choose a codebase</option> : null}
        {codebase !== null && !names.includes(codebase) ? (
          <option value={codebase}>{codebase}</option>
        ) : null}
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-2 grid place-items-center text-ink-faint">
        <Icon name="chevron" size={14} />
      </span>
    </label>
  );
}

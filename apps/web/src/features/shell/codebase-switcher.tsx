import type { Codebase } from '../../answers.ts';
import { activity, go, overview, type Route, symbols } from '../../routes.tsx';
import { Icon } from '../../ui/icon.tsx';

interface CodebaseSwitcherProps {
  readonly route: Route;
  readonly codebase: string | null;
  readonly codebases: readonly Codebase[];
}

/** Chooses the codebase and stays on the same kind of screen. */
export function CodebaseSwitcher({ route, codebase, codebases }: CodebaseSwitcherProps) {
  if (codebases.length === 0) return null;
  const known = codebases.some(({ name }) => name === codebase);
  return (
    <label className="switcher">
      <span className="visually-hidden">Codebase</span>
      <select value={codebase ?? ''} onChange={(event) => go(placeIn(event.target.value, route))}>
        {codebase === null ? <option value="">Choose a codebase</option> : null}
        {codebase !== null && !known ? <option value={codebase}>{codebase}</option> : null}
        {codebases.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={14} />
    </label>
  );
}

function placeIn(codebase: string, route: Route): Route {
  switch (route.page) {
    case 'symbols':
      return symbols(codebase, { q: route.q, kind: route.kind, origin: route.origin });
    case 'activity':
      return activity(route.list, { id: route.id, codebase });
    case 'home':
    case 'overview':
    case 'unknown':
      return overview(codebase);
  }
}

import { architectureOf, changesOf, graphOf, impactOf } from '../../codebase-places.ts';
import { home, overview, type Place, symbols } from '../../places.ts';
import type { IconName } from '../../ui/icon.tsx';
import { pipelineGroups } from './pipeline-groups.ts';

export interface NavItem {
  readonly label: string;
  readonly icon: IconName;
  readonly place: Place;
  /** True when pages below its path are others, not parts of it. */
  readonly exact?: true;
}

export interface NavGroup {
  readonly label: string;
  readonly items: readonly NavItem[];
}

/** The pages of the navigation and of the palette: of a codebase, then of what happens. */
export function navGroups(codebase: string | null): readonly NavGroup[] {
  return [
    codebase === null
      ? {
          label: 'Codebase',
          items: [{ label: 'Codebases', icon: 'codebases', place: home, exact: true }],
        }
      : {
          label: 'Codebase',
          items: [
            { label: 'Overview', icon: 'overview', place: overview(codebase), exact: true },
            { label: 'Explore', icon: 'symbols', place: symbols(codebase) },
            { label: 'Graph', icon: 'graph', place: graphOf(codebase) },
            { label: 'Impact', icon: 'impact', place: impactOf(codebase) },
            { label: 'Changes', icon: 'changes', place: changesOf(codebase) },
            { label: 'Architecture', icon: 'layers', place: architectureOf(codebase) },
          ],
        },
    ...pipelineGroups(codebase),
  ];
}

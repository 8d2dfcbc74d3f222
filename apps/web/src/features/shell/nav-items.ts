import {
  architectureOf,
  changesOf,
  graphOf,
  impactOf,
  knowledgeOf,
} from '../../codebase-places.ts';
import { codebases, overview, symbols } from '../../places.ts';
import type { NavGroup } from './nav-group.ts';
import { overviewGroup, pipelineGroups } from './pipeline-groups.ts';

/** The pages of the navigation and of the palette: the overview, then those of a codebase, then of what happens. */
export function navGroups(codebase: string | null): readonly NavGroup[] {
  return [
    overviewGroup(codebase),
    codebase === null
      ? {
          label: 'Code',
          items: [{ label: 'Codebases', icon: 'codebases', place: codebases, exact: true }],
        }
      : {
          label: 'Code',
          items: [
            { label: 'Codebase', icon: 'pulse', place: overview(codebase), exact: true },
            { label: 'Explore', icon: 'symbols', place: symbols(codebase) },
            { label: 'Graph', icon: 'graph', place: graphOf(codebase) },
            { label: 'Impact', icon: 'impact', place: impactOf(codebase) },
            { label: 'Changes', icon: 'changes', place: changesOf(codebase) },
            { label: 'Architecture', icon: 'layers', place: architectureOf(codebase) },
            { label: 'Knowledge', icon: 'reference', place: knowledgeOf(codebase) },
            { label: 'All codebases', icon: 'codebases', place: codebases, exact: true },
          ],
        },
    ...pipelineGroups(codebase),
  ];
}

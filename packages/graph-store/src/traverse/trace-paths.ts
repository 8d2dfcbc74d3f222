import type { CallPath, PathHop } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationName, resolutionName } from '../schema/edge-code.ts';
import type { BackwardReach, Reached } from './reach-backwards.ts';

/** A hop by ids. `dispatch`: the edge is stored the other way round, from `to` to `from`. */
export interface Step {
  readonly from: number;
  readonly to: number;
  /** Number of the relation. */
  readonly relation: number;
  readonly dispatch: boolean;
}

interface SiteRow {
  readonly key: number;
  readonly from_fqn: string;
  readonly to_fqn: string;
  readonly relation: number;
  readonly line: number;
  readonly file: string | null;
  readonly resolution: number;
}

/** How each reached symbol leads to a seed, as hops by ids. The path of a seed is empty. */
export function stepsOf(reach: BackwardReach): (id: number) => readonly Step[] {
  const byId = new Map<number, Reached>(reach.reached.map((each) => [each.id, each]));
  return (id) => {
    const steps: Step[] = [];
    for (let at = byId.get(id); at !== undefined; ) {
      let next = at.via;
      steps.push({ from: at.id, to: next, relation: at.relation, dispatch: false });
      for (let bridge = at.bridged ? reach.bridges.get(next) : undefined; bridge !== undefined; ) {
        const { member, relation, chained } = bridge;
        steps.push({ from: next, to: member, relation, dispatch: true });
        next = member;
        bridge = chained ? reach.bridges.get(next) : undefined;
      }
      at = byId.get(next);
    }
    return steps;
  };
}

/** Paths with names and sites. Of several sites of a hop the first by line is told. */
export function describePaths(
  graph: Graph,
  paths: readonly (readonly Step[])[],
): readonly CallPath[] {
  const keyOf = ({ from, to, relation, dispatch }: Step): string =>
    dispatch ? `${to} ${relation} ${from}` : `${from} ${relation} ${to}`;
  const steps = new Map(paths.flat().map((step) => [keyOf(step), step]));
  const keys = [...steps.keys()];
  const rows = graph
    .prepare<[string], SiteRow>(`
      select step.key, f.fqn as from_fqn, t.fqn as to_fqn, e.relation, min(e.line) as line,
        p.path as file, e.resolution
      from json_each(?) step
      join edges e on e.from_id = step.value ->> 0 and e.relation = step.value ->> 1
        and e.to_id = step.value ->> 2
      join symbols f on f.id = e.from_id
      join symbols t on t.id = e.to_id
      left join files p on p.id = e.file_id
      group by step.key`)
    .all(JSON.stringify(keys.map((key) => key.split(' ').map(Number))));
  const sites = new Map(rows.map((row) => [keys[row.key], row]));
  const hopOf = (step: Step): PathHop | null => {
    const site = sites.get(keyOf(step));
    if (site === undefined) return null;
    return {
      from: step.dispatch ? site.to_fqn : site.from_fqn,
      to: step.dispatch ? site.from_fqn : site.to_fqn,
      relation: relationName(site.relation),
      file: site.file,
      line: site.line,
      resolution: resolutionName(site.resolution),
      dispatch: step.dispatch,
    };
  };
  return paths.map((path) => path.map(hopOf).filter((hop) => hop !== null));
}

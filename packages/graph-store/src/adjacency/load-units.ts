import type { CycleUnit } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/** The units of a level, by name, and which one each active symbol of the project belongs to. */
export interface Units {
  readonly names: readonly string[];
  /** The number of the unit of a symbol, by its id; -1 where it belongs to none. */
  readonly unitOf: Int32Array;
  /** Ids of the symbols of a unit. */
  readonly symbolsOf: (unit: number) => readonly number[];
}

interface UnitRow {
  readonly id: number;
  readonly unit: string | null;
}

const selects: Readonly<Record<CycleUnit, string>> = {
  symbol: `
    select s.id, s.fqn as unit
    from symbols s
    where s.deleted_at is null and s.origin = 'project'`,
  file: `
    select s.id, f.path as unit
    from symbols s
    join files f on f.id = s.file_id
    where s.deleted_at is null and s.origin = 'project'`,
  package: `
    with recursive inside(id, unit) as (
      select p.id, p.fqn
      from symbols p
      where p.kind = 'package' and p.deleted_at is null and p.origin = 'project'
      union all
      select s.id, inside.unit
      from inside
      join symbols s on s.parent_id = inside.id and s.deleted_at is null and s.kind <> 'package'
    )
    select id, unit from inside`,
};

/** Reads every symbol of the project once. */
export function loadUnits(graph: Graph, level: CycleUnit): Units {
  const rows = graph.prepare<[], UnitRow>(selects[level]).all();
  const names = [...new Set(rows.flatMap(({ unit }) => unit ?? []))].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  const most = rows.reduce((max, { id }) => Math.max(max, id), 0);
  const unitOf = new Int32Array(most + 1).fill(-1);
  for (const { id, unit } of rows) unitOf[id] = numbers.get(unit ?? '') ?? -1;
  return {
    names,
    unitOf,
    symbolsOf: (unit) => rows.filter(({ id }) => unitOf[id] === unit).map(({ id }) => id),
  };
}

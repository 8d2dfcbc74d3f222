import type { Relation, Resolution } from '@clew/contracts';

/**
 * The numbers that stand for relations and resolutions in `edges`, as the tables `relations` and
 * `resolutions` hold them. They are in databases: add, never renumber.
 */
const relationCodes: Readonly<Record<Relation, number>> = {
  calls: 1,
  references: 2,
  instantiates: 3,
  inherits: 4,
  implements: 5,
  overrides: 6,
  imports: 7,
  contains: 8,
  injects: 9,
};

const resolutionCodes: Readonly<Record<Resolution, number>> = {
  exact: 1,
  dynamic: 2,
  heuristic: 3,
  manual: 4,
};

const relationNames = invert(relationCodes);
const resolutionNames = invert(resolutionCodes);

export function relationCode(relation: Relation): number {
  return relationCodes[relation];
}

export function resolutionCode(resolution: Resolution): number {
  return resolutionCodes[resolution];
}

/** @throws RangeError for a number that `edges` refuses as well. */
export function relationName(code: number): Relation {
  return nameOf(relationNames, code, 'relation');
}

/** @throws RangeError for a number that `edges` refuses as well. */
export function resolutionName(code: number): Resolution {
  return nameOf(resolutionNames, code, 'resolution');
}

function invert<Name extends string>(
  codes: Readonly<Record<Name, number>>,
): ReadonlyMap<number, Name> {
  return new Map(Object.entries<number>(codes).map(([name, code]) => [code, name as Name]));
}

function nameOf<Name>(names: ReadonlyMap<number, Name>, code: number, what: string): Name {
  const name = names.get(code);
  if (name === undefined) throw new RangeError(`${code} stands for no ${what}`);
  return name;
}

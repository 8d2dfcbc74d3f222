import type { SummaryCandidate } from '@clew/graph-store';

/** Candidates by the name of what directly contains them. */
export function membersByContainer(
  items: readonly SummaryCandidate[],
): ReadonlyMap<string, readonly SummaryCandidate[]> {
  const members = new Map<string, SummaryCandidate[]>();
  for (const item of items) {
    if (item.parent === null) continue;
    const others = members.get(item.parent);
    if (others === undefined) members.set(item.parent, [item]);
    else others.push(item);
  }
  return members;
}

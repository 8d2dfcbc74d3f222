export interface RenameCandidate {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly shape_hash: string | null;
  readonly body_hash: string | null;
  /** Ids of its parent and of what it points at. */
  readonly neighbours: ReadonlySet<number>;
}

export interface RecognisedRename {
  readonly from: number;
  readonly to: number;
}

/** The least likeness of a match: the same name, or neighbourhoods that share at least a half. */
const alikeEnough = 0.5;

/**
 * Pairs symbols that vanished with symbols that appeared in the same run, when one is surely the
 * other under a new name: same kind and body and the same name or similar neighbours, or same kind,
 * name and shape (it moved while it was edited). Among twins the most alike wins; a tie is no match,
 * for a wrong match would attach knowledge to the wrong symbol. Each symbol is in at most one pair.
 */
export function matchRenames(
  vanished: readonly RenameCandidate[],
  appeared: readonly RenameCandidate[],
): readonly RecognisedRename[] {
  const open = new Map(appeared.map((candidate) => [candidate.id, candidate]));
  const unmatched = new Map(vanished.map((candidate) => [candidate.id, candidate]));
  const renames: RecognisedRename[] = [];
  for (const key of [bodyKey, shapeKey]) {
    const left = groupBy([...unmatched.values()], key);
    const right = groupBy([...open.values()], key);
    for (const [group, olds] of left) {
      for (const pair of pairWithin(olds, right.get(group) ?? [])) {
        renames.push(pair);
        unmatched.delete(pair.from);
        open.delete(pair.to);
      }
    }
  }
  return renames;
}

function bodyKey(candidate: RenameCandidate): string | null {
  return candidate.body_hash === null ? null : `${candidate.kind}\0${candidate.body_hash}`;
}

function shapeKey(candidate: RenameCandidate): string | null {
  if (candidate.shape_hash === null) return null;
  return `${candidate.kind}\0${candidate.name}\0${candidate.shape_hash}`;
}

function groupBy(
  candidates: readonly RenameCandidate[],
  key: (candidate: RenameCandidate) => string | null,
): ReadonlyMap<string, readonly RenameCandidate[]> {
  const groups = new Map<string, RenameCandidate[]>();
  for (const candidate of candidates) {
    const name = key(candidate);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [candidate]);
    else group.push(candidate);
  }
  return groups;
}

/** Larger groups of twins are left alone: comparing all with all would cost more than it tells. */
const mostTwins = 16;

function pairWithin(
  olds: readonly RenameCandidate[],
  news: readonly RenameCandidate[],
): readonly RecognisedRename[] {
  if (olds.length > mostTwins || news.length > mostTwins) return [];
  return olds.flatMap((each) => {
    const best = clearWinner(each, news);
    const back = best === null ? null : clearWinner(best, olds);
    return best !== null && back?.id === each.id ? [{ from: each.id, to: best.id }] : [];
  });
}

function clearWinner(
  one: RenameCandidate,
  others: readonly RenameCandidate[],
): RenameCandidate | null {
  const ranked = others
    .map((other) => ({ other, score: likeness(one, other) }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (first === undefined || first.score < alikeEnough) return null;
  return second !== undefined && second.score === first.score ? null : first.other;
}

/** 1 for the same name, plus the Jaccard similarity of the neighbourhoods. */
function likeness(one: RenameCandidate, other: RenameCandidate): number {
  let shared = 0;
  for (const id of one.neighbours) if (other.neighbours.has(id)) shared += 1;
  const all = one.neighbours.size + other.neighbours.size - shared;
  return (one.name === other.name ? 1 : 0) + (all === 0 ? 0 : shared / all);
}

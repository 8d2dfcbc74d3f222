import { bestMatch, type Rank } from './best-match.ts';
import { groupBy } from './group-by.ts';
import {
  isFile,
  meaningfulLines,
  type RenameCandidate,
  similarEnough,
} from './rename-candidate.ts';

interface Declaration {
  readonly file: RenameCandidate;
  /** Kind, place in the file, and body: what does not change when a file only moves. */
  readonly key: string;
  readonly weight: number;
}

/** One trivial declaration that two files share proves nothing. */
const leastWeight = 2;

/**
 * Files of both sides that hold the same declarations, at least half of them by weight, and that fit
 * nobody else as well. Of two that fit as well, one that keeps its base name is preferred.
 */
export function similarFiles(
  vanished: readonly RenameCandidate[],
  appeared: readonly RenameCandidate[],
): readonly (readonly [RenameCandidate, RenameCandidate])[] {
  const old = declarationsOf(vanished);
  const fresh = declarationsOf(appeared);
  const freshByKey = groupBy(fresh, ({ key }) => key);
  const shared = new Map<RenameCandidate, Map<RenameCandidate, number>>();
  for (const { file, key, weight } of old) {
    const counts = shared.get(file) ?? new Map<RenameCandidate, number>();
    for (const other of freshByKey.get(key) ?? []) {
      counts.set(other.file, (counts.get(other.file) ?? 0) + weight);
    }
    shared.set(file, counts);
  }
  const weights = totalWeights([...old, ...fresh]);
  const rank = (a: RenameCandidate, b: RenameCandidate): Rank => {
    const common = shared.get(a)?.get(b) ?? 0;
    const part = common / Math.max(weights.get(a) ?? 1, weights.get(b) ?? 1);
    return common >= leastWeight && part >= similarEnough
      ? [part, Number(a.name === b.name)]
      : null;
  };
  const files = [...shared.keys()];
  return files.flatMap((file) => {
    const best = bestMatch([...(shared.get(file)?.keys() ?? [])], (other) => rank(file, other));
    if (best === null || bestMatch(files, (other) => rank(other, best)) !== file) return [];
    return [[file, best] as const];
  });
}

function declarationsOf(candidates: readonly RenameCandidate[]): readonly Declaration[] {
  const files = new Map(candidates.filter(isFile).map((file) => [file.path, file]));
  return candidates.flatMap((each) => {
    const file = files.get(each.path);
    if (isFile(each) || file === undefined || each.body_hash === null) return [];
    const place = each.fqn.startsWith(file.fqn) ? each.fqn.slice(file.fqn.length) : each.fqn;
    const weight = each.lines >= meaningfulLines ? 2 : 1;
    return [{ file, key: `${each.kind} ${place} ${each.body_hash}`, weight }];
  });
}

function totalWeights(declarations: readonly Declaration[]): ReadonlyMap<RenameCandidate, number> {
  const totals = new Map<RenameCandidate, number>();
  for (const { file, weight } of declarations) totals.set(file, (totals.get(file) ?? 0) + weight);
  return totals;
}

import { bestMatch, type Rank } from './best-match.ts';
import { groupBy } from './group-by.ts';
import {
  isFile,
  meaningfulLines,
  type Neighbours,
  type RenameCandidate,
  similarEnough,
} from './rename-candidate.ts';
import { similarFiles } from './similar-files.ts';

/*
 * Which of the symbols that vanished are which of those that appeared, in one batch. Certain evidence
 * goes first, and what is found helps with the rest:
 *
 *   1. files     the same path under another name; the same content; half of the same declarations
 *   2. members   whatever stands at the same place inside something recognised, of the same kind
 *   3. bodies    the same kind and body, and neighbours that are similar
 *   4. shapes    the same kind, shape and container, nobody else in it like that, and neighbours that
 *                are nearly the same: a rename and an edit of the body at once
 *
 * Nothing is guessed. Whoever has two equally good counterparts has none, and a trivial body, shorter
 * than `meaningfulLines` with fewer than `meaningfulTargets` targets, proves nothing by itself.
 * Neighbours that vanished or appeared themselves, and are not recognised yet, are not compared.
 */

const nearlySame = 0.75;
const fewestNeighbours = 3;
const meaningfulTargets = 2;
/** More combinations of equal bodies than these are generated code, in which any match is a guess. */
const mostCombinations = 400;

export interface RenameEvidence {
  readonly vanished: readonly RenameCandidate[];
  readonly appeared: readonly RenameCandidate[];
  /** Content hash of the file at a path, before and now. */
  readonly contentBefore: (path: string) => string | null;
  readonly contentNow: (path: string) => string | null;
  readonly neighboursBefore: (candidate: RenameCandidate) => Neighbours;
  readonly neighboursNow: (candidate: RenameCandidate) => Neighbours;
}

/** New names by old names. The order of the candidates makes no difference. */
export function matchRenames(evidence: RenameEvidence): ReadonlyMap<string, string> {
  const matching = new Matching(evidence);
  matching.files();
  for (let known = -1; known < matching.newNames.size; ) {
    known = matching.newNames.size;
    matching.bodies();
  }
  matching.shapes();
  return matching.newNames;
}

type Key = (candidate: RenameCandidate) => string | null;

class Matching {
  readonly newNames = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #evidence: RenameEvidence;
  /** Containers first, for they have shorter names than what they contain. */
  readonly #vanished: ReadonlyMap<string, RenameCandidate>;
  readonly #appeared: ReadonlyMap<string, RenameCandidate>;
  readonly #members: ReadonlyMap<string, readonly RenameCandidate[]>;

  constructor(evidence: RenameEvidence) {
    const shortestFirst = evidence.vanished.toSorted(
      (a, b) => a.fqn.length - b.fqn.length || (a.fqn < b.fqn ? -1 : 1),
    );
    this.#evidence = evidence;
    this.#vanished = new Map(shortestFirst.map((each) => [each.fqn, each]));
    this.#appeared = new Map(evidence.appeared.map((each) => [each.fqn, each]));
    this.#members = groupBy(shortestFirst, ({ parent }) => parent);
  }

  files(): void {
    const { contentBefore, contentNow, vanished, appeared } = this.#evidence;
    const ofFile =
      (key: Key): Key =>
      (each) =>
        isFile(each) ? key(each) : null;
    const path = ofFile((file) => file.path);
    this.#pairUnique(path, path);
    const declaring = new Set(
      [...vanished, ...appeared].flatMap((each) => (isFile(each) ? [] : [each.path])),
    );
    const content = (read: (path: string) => string | null) =>
      ofFile((file) => (declaring.has(file.path) ? read(file.path) : null));
    this.#pairUnique(content(contentBefore), content(contentNow));
    const free = this.#free();
    for (const [old, fresh] of similarFiles(free.vanished, free.appeared)) this.#pair(old, fresh);
  }

  bodies(): void {
    const key: Key = ({ kind, body_hash }) => (body_hash === null ? null : `${kind} ${body_hash}`);
    const { vanished, appeared } = this.#free();
    const groups = groupBy(appeared, key);
    for (const [group, olds] of groupBy(vanished, key)) {
      const news = groups.get(group) ?? [];
      if (news.length === 0 || olds.length * news.length > mostCombinations) continue;
      for (const old of olds) {
        if (isFile(old) || this.newNames.has(old.fqn) || this.#isTrivial(old)) continue;
        const best = bestMatch(news, (fresh) => this.#rank(old, fresh));
        if (best === null || bestMatch(olds, (other) => this.#rank(other, best)) !== old) continue;
        this.#pair(old, best);
      }
    }
  }

  shapes(): void {
    const key = ({ kind, shape_hash }: RenameCandidate, container: string | null) =>
      kind === 'file' || shape_hash === null ? null : `${kind} ${shape_hash} ${container}`;
    this.#pairUnique(
      (old) => key(old, this.#containerNow(old)),
      (fresh) => key(fresh, fresh.parent),
      (old, fresh) => {
        const { score, compared } = this.#similarity(old, fresh);
        return !this.#isTrivial(old) && compared >= fewestNeighbours && score >= nearlySame;
      },
    );
  }

  /** Takes both as one symbol, and what they contain at the same places. */
  #pair(old: RenameCandidate, fresh: RenameCandidate): void {
    if (this.newNames.has(old.fqn) || this.#taken.has(fresh.fqn)) return;
    this.newNames.set(old.fqn, fresh.fqn);
    this.#taken.add(fresh.fqn);
    for (const member of this.#members.get(old.fqn) ?? []) {
      if (!member.fqn.startsWith(old.fqn)) continue;
      const counterpart = this.#appeared.get(`${fresh.fqn}${member.fqn.slice(old.fqn.length)}`);
      if (counterpart?.kind === member.kind) this.#pair(member, counterpart);
    }
  }

  /** Pairs those whose key nobody else has, on either side. */
  #pairUnique(
    keyBefore: Key,
    keyNow: Key,
    agree: (old: RenameCandidate, fresh: RenameCandidate) => boolean = () => true,
  ): void {
    const { vanished, appeared } = this.#free();
    const now = groupBy(appeared, keyNow);
    for (const [key, [old, ...others]] of groupBy(vanished, keyBefore)) {
      const [fresh, ...more] = now.get(key) ?? [];
      if (old === undefined || fresh === undefined || others.length + more.length > 0) continue;
      if (agree(old, fresh)) this.#pair(old, fresh);
    }
  }

  #free() {
    return {
      vanished: [...this.#vanished.values()].filter(({ fqn }) => !this.newNames.has(fqn)),
      appeared: this.#evidence.appeared.filter(({ fqn }) => !this.#taken.has(fqn)),
    };
  }

  #rank(old: RenameCandidate, fresh: RenameCandidate): Rank {
    if (this.newNames.has(old.fqn) || this.#taken.has(fresh.fqn)) return null;
    const { score } = this.#similarity(old, fresh);
    if (score < similarEnough) return null;
    const sameContainer = this.#containerNow(old) === fresh.parent;
    return [score, Number(sameContainer), Number(old.name === fresh.name)];
  }

  #containerNow({ parent }: RenameCandidate): string | null {
    return parent === null ? null : (this.newNames.get(parent) ?? parent);
  }

  #isTrivial(old: RenameCandidate): boolean {
    if (old.lines >= meaningfulLines) return false;
    return this.#evidence.neighboursBefore(old).out.size < meaningfulTargets;
  }

  /** The part of their neighbours that both have, by present names. Where there are none, all agree. */
  #similarity(old: RenameCandidate, fresh: RenameCandidate) {
    const before = this.#evidence.neighboursBefore(old);
    const now = this.#evidence.neighboursNow(fresh);
    let common = 0;
    let compared = 0;
    for (const side of ['out', 'in'] as const) {
      const settledBefore = new Set(
        [...before[side]].flatMap((each) => this.#presentName(each, old, fresh)),
      );
      const settledNow = [...now[side]].filter((each) => this.#isSettled(each, fresh));
      for (const each of settledNow) if (settledBefore.has(each)) common += 1;
      compared += new Set([...settledBefore, ...settledNow]).size;
    }
    return { score: compared === 0 ? 1 : common / compared, compared };
  }

  #presentName(neighbour: string, old: RenameCandidate, fresh: RenameCandidate): readonly string[] {
    const [relation, fqn] = split(neighbour);
    if (fqn === old.fqn) return [`${relation} ${fresh.fqn}`];
    if (!this.#vanished.has(fqn)) return [neighbour];
    const name = this.newNames.get(fqn);
    return name === undefined ? [] : [`${relation} ${name}`];
  }

  #isSettled(neighbour: string, fresh: RenameCandidate): boolean {
    const [, fqn] = split(neighbour);
    return fqn === fresh.fqn || !this.#appeared.has(fqn) || this.#taken.has(fqn);
  }
}

function split(neighbour: string): readonly [string, string] {
  const space = neighbour.indexOf(' ');
  return [neighbour.slice(0, space), neighbour.slice(space + 1)];
}

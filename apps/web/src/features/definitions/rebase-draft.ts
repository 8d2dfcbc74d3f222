import type { Draft } from './definition-field.ts';

/** A field that somebody else changed while it was edited here. */
export interface ChangedField {
  readonly name: string;
  readonly theirs: string;
  /** What it says here; null when it was not touched here. */
  readonly mine: string | null;
}

/** What `theirs` changed of `start`, the state that `draft` began with. */
export function changesOf(start: Draft, theirs: Draft, draft: Draft): readonly ChangedField[] {
  return Object.keys(start).flatMap((name) => {
    const said = theirs[name] ?? '';
    if (said === start[name] || said === draft[name]) return [];
    const mine = draft[name] === start[name] ? null : (draft[name] ?? '');
    return [{ name, theirs: said, mine }];
  });
}

/** The draft on top of `theirs`: what was changed here stays, all else is as it is by now. */
export function rebaseDraft(start: Draft, theirs: Draft, draft: Draft): Draft {
  return Object.fromEntries(
    Object.keys(start).map((name) => [
      name,
      (draft[name] === start[name] ? theirs[name] : draft[name]) ?? '',
    ]),
  );
}

/**
 * Ids carry their time: milliseconds since this epoch × 4096 + a 12-bit sequence. Lookups add the
 * window of `created` that the id leads to, so that one chunk is planned instead of all.
 */
const epochMs = Date.UTC(2024, 0, 1);
const sequenceSize = 4096;

/** Ids below were numbered from 1, before ids carried their time; nothing is known about theirs. */
const firstMintedId = 2 ** 47;

/** How far a row's `created` may lie from its id's time; a check constraint holds rows to it. */
const toleranceMs = 1000;

/** `created >= from and created < to`, in PostgreSQL's spelling of timestamps. */
export interface RecordWindow {
  readonly from: string;
  readonly to: string;
}

export const unboundedWindow: RecordWindow = { from: '-infinity', to: 'infinity' };

/** The moment that an id carries, in milliseconds since 1970, or null for a numbered id. */
export function idTime(id: number): number | null {
  return id < firstMintedId ? null : epochMs + Math.floor(id / sequenceSize);
}

/** The window in which a row with this id was created. */
export function createdWindow(id: number): RecordWindow {
  const time = idTime(id);
  return time === null ? unboundedWindow : windowAround(time, time);
}

/**
 * Groups ids so that each group's window spans at most one UTC day, which is one chunk or, near
 * midnight, two. Numbered ids share a group without bounds.
 */
export function groupByDay(
  ids: readonly number[],
): readonly { readonly ids: readonly number[]; readonly window: RecordWindow }[] {
  const days = new Map<number | null, { id: number; time: number | null }[]>();
  for (const id of new Set(ids)) {
    const time = idTime(id);
    const day = time === null ? null : Math.floor(time / 86_400_000);
    const group = days.get(day);
    if (group === undefined) days.set(day, [{ id, time }]);
    else group.push({ id, time });
  }
  return [...days.values()].map((group) => {
    const times = group.flatMap(({ time }) => (time === null ? [] : [time]));
    return {
      ids: group.map(({ id }) => id),
      window:
        times.length === 0 ? unboundedWindow : windowAround(Math.min(...times), Math.max(...times)),
    };
  });
}

function windowAround(first: number, last: number): RecordWindow {
  return {
    from: new Date(first - toleranceMs).toISOString(),
    to: new Date(last + toleranceMs + 1).toISOString(),
  };
}

import { type Authentication, authenticate, type EventStore } from '@clew/event-store';

/** For this long another process of the API may let a token in that was revoked here. */
const maxAgeMs = 5_000;
const maxEntries = 10_000;

interface Entry {
  readonly answer: Promise<Authentication | null>;
  until: number;
}

export interface TokenCache {
  /** Finds the token of a secret, in the store or as it was there up to five seconds ago. */
  find(secret: string): Promise<Authentication | null>;
  /** Forgets everything, also what is being asked now, so that a revoked token is out at once. */
  clear(): void;
  /** Calls back after each `clear`, until the function that it answers is called. */
  onClear(listener: () => void): () => void;
}

/**
 * Only tokens that let in are remembered, so that made-up ones cannot fill it, and none beyond its
 * end. Requests that come together ask once. `now` is a clock in milliseconds that never goes back.
 */
export function createTokenCache(deps: {
  readonly events: EventStore;
  readonly now: () => number;
}): TokenCache {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();

  const ask = (secret: string): Entry => {
    const answer = authenticate({ ctx: deps, input: { secret } });
    const entry: Entry = { answer, until: deps.now() + maxAgeMs };
    entries.set(secret, entry);
    const forget = () => {
      if (entries.get(secret) === entry) entries.delete(secret);
    };
    answer.then((found) => {
      if (found?.status !== 'valid') forget();
      else entry.until = Math.min(entry.until, deps.now() + (found.remaining_ms ?? maxAgeMs));
    }, forget);
    return entry;
  };

  return {
    find(secret) {
      const known = entries.get(secret);
      if (known !== undefined && known.until > deps.now()) return known.answer;
      entries.delete(secret);
      for (const oldest of entries.keys()) {
        if (entries.size < maxEntries) break;
        entries.delete(oldest);
      }
      return ask(secret).answer;
    },
    clear() {
      entries.clear();
      for (const listener of listeners) listener();
    },
    onClear(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Reading is cheaper than changing by this factor. */
const readShare = 10;

/** Above this many, the key that was quiet for longest is forgotten. */
const maxKeys = 10_000;

interface Bucket {
  /** How many requests are left. */
  readonly left: number;
  readonly at: number;
}

export type Use = 'read' | 'write';

export interface RateLimiter {
  /** Takes one request of `key`: 0 when it may go on, or else the seconds until the next one may. */
  take(key: string, use: Use): number;
}

/**
 * A token bucket for each key and use: `perMinute` changes, a third of them at once; reads ten times
 * as many. `now` is a clock in milliseconds that never goes back. 0 limits nothing.
 */
export function createRateLimiter({
  perMinute,
  now,
}: {
  readonly perMinute: number;
  readonly now: () => number;
}): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, use) {
      if (perMinute === 0) return 0;
      const perSecond = ((use === 'read' ? readShare : 1) * perMinute) / 60;
      const burst = Math.max(1, perSecond * 20);
      const id = `${use} ${key}`;
      const at = now();
      const bucket = buckets.get(id) ?? { left: burst, at };
      const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond);
      buckets.delete(id);
      buckets.set(id, { left: left >= 1 ? left - 1 : left, at });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= maxKeys) break;
        buckets.delete(oldest);
      }
      return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
    },
  };
}

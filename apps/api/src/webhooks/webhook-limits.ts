import { createRateLimiter, type RateLimiter } from '../access/rate-limiter.ts';

export interface WebhookLimits {
  /** Takes one call of a webhook: 0 when it may go on, or else the seconds until the next one may. */
  take(ref: string, perMinute: number): number;
}

/** A rate of its own for each webhook, in this process. `now` is a clock that never goes back. */
export function createWebhookLimits({ now }: { readonly now: () => number }): WebhookLimits {
  const limiters = new Map<number, RateLimiter>();
  return {
    take(ref, perMinute) {
      const limiter = limiters.get(perMinute) ?? createRateLimiter({ perMinute, now });
      limiters.set(perMinute, limiter);
      return limiter.take(ref, 'write');
    },
  };
}

import type { AuditLog } from '@clew/event-store';
import type { RateLimiter } from './rate-limiter.ts';
import type { TokenCache } from './token-cache.ts';

/** Who may do what, how often, and what of it is written down. */
export interface Access {
  readonly tokens: TokenCache;
  readonly limits: RateLimiter;
  readonly audit: AuditLog;
}

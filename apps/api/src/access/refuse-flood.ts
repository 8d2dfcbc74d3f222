import { ApiError } from '../errors/api-error.ts';

/**
 * Lets a request pass that has to wait for 0 seconds.
 *
 * @throws ApiError `rate_limited` that says when to come back.
 */
export function refuseFlood(seconds: number): void {
  if (seconds === 0) return;
  throw new ApiError(
    'rate_limited',
    'rate_limited',
    `Too many requests. Go on in ${seconds} s, or raise CLEW_API_RATE_LIMIT.`,
    { headers: { 'retry-after': String(seconds) } },
  );
}

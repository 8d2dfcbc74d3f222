import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { ApiEnv } from '../api-env.ts';

/** The network address that a request comes from: a proxy's, when one stands in between. */
export function clientAddress(c: Context<ApiEnv>): string | null {
  return getConnInfo(c).remote.address ?? null;
}

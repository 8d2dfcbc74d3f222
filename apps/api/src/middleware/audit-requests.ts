import type { Redact } from '@clew/automation';
import type { AuditOutcome } from '@clew/contracts';
import type { MiddlewareHandler } from 'hono';
import type { Access } from '../access/access.ts';
import { anonymous } from '../access/actor.ts';
import type { ApiEnv } from '../api-env.ts';
import { clientAddress } from '../request/client-address.ts';
import { shownPath } from '../request/shown-path.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);
const maxPath = 1000;

function outcomeOf(status: number, problem: string | undefined): AuditOutcome {
  if (problem === 'unauthenticated' || problem === 'forbidden') return 'denied';
  return status < 400 ? 'success' : 'failure';
}

/**
 * Writes down every request to a route that may change something, and every one that was denied.
 * Strangers cannot fill the log: what they are refused beyond their rate is only in the server's log.
 */
export function auditRequests({
  access,
  redact,
}: {
  readonly access: Access;
  readonly redact: Redact;
}): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next();
    const { status } = c.res;
    const operation = c.get('operation');
    const outcome = outcomeOf(status, c.get('problem'));
    const changes = operation !== undefined && !reading.has(c.req.method);
    if (!changes && outcome !== 'denied') return;
    const actor = c.get('actor') ?? anonymous;
    const address = clientAddress(c);
    if (actor.token === null && outcome !== 'success') {
      if (access.limits.take(`audit ${address}`, 'write') > 0) return;
    }
    access.audit.record({
      time: new Date().toISOString(),
      actor: actor.name,
      token: actor.token,
      operation: operation ?? 'unknown',
      outcome,
      status,
      path: redact(shownPath({ route: c.get('route'), url: c.req.url })).slice(0, maxPath),
      request_id: c.get('requestId'),
      address,
      detail: c.get('problem') ?? null,
    });
  };
}

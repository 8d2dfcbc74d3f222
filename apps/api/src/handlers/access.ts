import type { Session } from '@clew/contracts';
import {
  revokeToken as endToken,
  createToken as issueToken,
  listAudit as readAudit,
  listTokens as readTokens,
} from '@clew/event-store';
import type { Actor } from '../access/actor.ts';
import { assertValid, identify } from '../access/identify.ts';
import { refuseFlood } from '../access/refuse-flood.ts';
import { endSession, startSession } from '../access/session-cookie.ts';
import type { Handlers } from './handler.ts';

function sessionOf({ name, scopes, expires_at }: Actor): Session {
  return { name, scopes: [...scopes], expires_at };
}

export const createSession: Handlers['createSession'] = async (call) => {
  const { ctx, body, headers, address, become } = call;
  const found = await identify(ctx.access.tokens, body.token);
  if (found?.status !== 'valid') {
    refuseFlood(ctx.access.limits.take(`address ${address}`, 'write'));
  }
  assertValid(found);
  const { name, id, scopes, expires_at } = found.token;
  const actor: Actor = { name, token: id, scopes, expires_at };
  become(actor);
  const cookie = startSession(headers, { secret: body.token, expires: expires_at });
  return { status: 200, body: sessionOf(actor), headers: { 'set-cookie': cookie } };
};

export const getSession: Handlers['getSession'] = async ({ actor }) => ({
  status: 200,
  body: sessionOf(actor),
});

export const deleteSession: Handlers['deleteSession'] = async ({ actor, headers }) => ({
  status: 200,
  body: sessionOf(actor),
  headers: { 'set-cookie': endSession(headers) },
});

export const listTokens: Handlers['listTokens'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readTokens({ ctx, input: query }),
});

export const createToken: Handlers['createToken'] = async ({ ctx, body, actor }) => ({
  status: 201,
  body: await issueToken({ ctx, input: { ...body, created_by: actor.name } }),
  headers: { 'cache-control': 'no-store' },
});

export const revokeToken: Handlers['revokeToken'] = async ({ ctx, params }) => {
  const token = await endToken({ ctx, input: params });
  ctx.access.tokens.clear();
  return { status: 200, body: token };
};

export const listAudit: Handlers['listAudit'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readAudit({ ctx, input: query }),
});

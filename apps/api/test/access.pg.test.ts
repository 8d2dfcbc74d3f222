import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AuditEntry, issuedTokenSchema, type Scope, scopeSchema } from '@clew/contracts';
import { auditPageSchema, type RouteName, type RouteSpec, routes } from '@clew/contracts/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { type ApiUnderTest, runApi } from './running-api.ts';

let api: ApiUnderTest;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  api = await runApi();
  for (const scope of scopeSchema.options) tokens[scope] = (await issue(scope, [scope])).secret;
  const expired = await issue('expired', ['admin']);
  await api.events.sql`
    update token set expires_at = now() - interval '1 hour' where id = ${expired.id}::bigint`;
  const revoked = await issue('revoked', ['admin']);
  await api.send('DELETE', `/api/v1/tokens/${revoked.id}`);
  Object.assign(tokens, { expired: expired.secret, revoked: revoked.secret });
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

async function issue(name: string, scopes: readonly Scope[]) {
  const answer = await api.send('POST', '/api/v1/tokens', { json: { name, scopes } });
  expect(answer).toMatchObject({ status: 201 });
  return issuedTokenSchema.parse(answer.json);
}

const rank: readonly Scope[] = ['read', 'write', 'admin'];
const table = (Object.entries(routes) as readonly (readonly [RouteName, RouteSpec])[]).map(
  ([name, route]) => ({ name, route }),
);
const guarded = table.filter(({ route }) => route.open !== true);

/**
 * Asks a route with a query that no route has, so that a request which is let in does nothing: it is
 * refused as a bad one, if it was not before.
 */
function ask(route: RouteSpec, token: string | null): Promise<Answer> {
  const path = route.path.replaceAll(/\{\w+\}/g, '-');
  return api.send(route.method.toUpperCase(), `${path}?nonsense=1`, { token });
}

function codeOf(answer: Answer): unknown {
  return typeof answer.json === 'object' && answer.json !== null && 'code' in answer.json
    ? answer.json.code
    : null;
}

describe.each(guarded)('$name', ({ route }) => {
  test.each([
    ['no token', () => null, 'Bearer realm="clew"', /Authorization: Bearer/],
    ['an empty token', () => '', 'Bearer realm="clew", error="invalid_token"', /not known/],
    [
      'half a token',
      () => api.token.slice(0, -1),
      'Bearer realm="clew", error="invalid_token"',
      /not known/,
    ],
    [
      'a token of nobody',
      () => `clew_${'A'.repeat(43)}`,
      'Bearer realm="clew", error="invalid_token"',
      /not known/,
    ],
    [
      'an expired token',
      () => tokens.expired ?? '',
      'Bearer realm="clew", error="invalid_token"',
      /expired at/,
    ],
    [
      'a revoked token',
      () => tokens.revoked ?? '',
      'Bearer realm="clew", error="invalid_token"',
      /revoked at/,
    ],
  ])('is closed to %s', async (_, token, challenge, detail) => {
    const answer = await ask(route, token());
    expect(answer).toMatchObject({
      status: 401,
      type: 'application/problem+json',
      json: { code: 'unauthenticated', detail: expect.stringMatching(detail) },
    });
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  test.each(rank)('lets the scope %s in, or says which one it lacks', async (scope) => {
    const answer = await ask(route, tokens[scope] ?? '');
    if (rank.indexOf(scope) >= rank.indexOf(route.scope)) {
      expect(['unauthenticated', 'forbidden']).not.toContain(codeOf(answer));
      return;
    }
    expect(answer).toMatchObject({
      status: 403,
      json: { code: 'forbidden', detail: expect.stringContaining(`"${route.scope}"`) },
    });
    expect(answer.headers.get('www-authenticate')).toContain(`scope="${route.scope}"`);
  });
});

test('open are only health, readiness, the document, signing in, webhooks, and the files of the page', async () => {
  const open = table.filter(({ route }) => route.open === true).map(({ name }) => name);
  expect(open.sort()).toEqual([
    'callWebhook',
    'createSession',
    'getHealth',
    'getOpenApi',
    'getReadiness',
  ]);
  for (const path of ['/health', '/ready', '/openapi.json', '/docs']) {
    expect((await api.send('GET', path, { token: null })).status).toBe(200);
  }
  expect((await api.send('GET', '/api/v1/nothing', { token: null })).status).toBe(404);
});

test('another scheme than Bearer lets nobody in, whatever stands behind it', async () => {
  for (const authorization of [
    `Basic ${api.token}`,
    api.token,
    `Bearer ${api.token} x`,
    'Bearer',
  ]) {
    const answer = await api.send('GET', '/api/v1/events', { headers: { authorization } });
    expect(answer.status).toBe(401);
  }
});

test('a token that is revoked is out at once', async () => {
  const { id, secret } = await issue('short', ['read']);
  const events = () => api.send('GET', '/api/v1/events', { token: secret });
  expect((await events()).status).toBe(200);
  await api.send('DELETE', `/api/v1/tokens/${id}`);
  expect((await events()).status).toBe(401);
});

test('a stream ends when its token is revoked, and only then', async () => {
  const { id, secret } = await issue('listener', ['read']);
  const other = await issue('bystander', ['read']);
  const response = await fetch(`${api.url}/api/v1/stream`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(response.status).toBe(200);
  let ended = false;
  const read = response.text().then((text) => {
    ended = true;
    return text;
  });
  await api.send('DELETE', `/api/v1/tokens/${other.id}`);
  await api.send('GET', '/api/v1/events', { token: secret });
  expect(ended).toBe(false);
  await api.send('DELETE', `/api/v1/tokens/${id}`);
  await read;
  expect(ended).toBe(true);
});

test('the secret of a token is told once, and never logged', async () => {
  const { secret } = await issue('told', ['read']);
  expect((await api.send('GET', '/api/v1/tokens')).text).not.toContain(secret);
  expect((await api.send('GET', '/api/v1/session', { token: secret })).text).not.toContain(secret);
  expect(api.log.join('')).not.toContain(secret);
  expect(api.log.join('')).not.toContain(api.token);
});

test('the first token is in a file that only its owner may read', async () => {
  const { mode } = await stat(join(api.home, 'token'));
  expect(mode & 0o777).toBe(0o600);
  expect(await api.send('GET', '/api/v1/session')).toMatchObject({
    json: { name: expect.stringMatching(/^token-file-/), scopes: ['admin'] },
  });
});

/** The entries of a request in the audit log, once it has some. */
async function auditOf(requestId: string) {
  let found: AuditEntry[] = [];
  await expect
    .poll(async () => {
      const { json } = await api.send('GET', '/api/v1/audit?limit=200');
      const { items } = auditPageSchema.parse(json);
      found = items.filter(({ request_id }) => request_id === requestId);
      return found.length;
    })
    .toBe(1);
  return found[0];
}

test('what changes something, and what is denied, is in the audit log with who did it', async () => {
  const id = (name: string) => ({ 'x-request-id': name });
  const event = { trigger_ref: 'audit.test' };
  const sent = [
    await api.send('POST', '/api/v1/events?', { json: event, headers: id('audit-1') }),
    await api.send('POST', '/api/v1/events', { json: {}, headers: id('audit-2') }),
    await api.send('POST', '/api/v1/events', {
      json: event,
      token: tokens.read ?? '',
      headers: id('audit-3'),
    }),
    await api.send('GET', '/api/v1/events?secret=1', { token: null, headers: id('audit-4') }),
    await api.send('GET', '/api/v1/events', {
      token: tokens.revoked ?? '',
      headers: id('audit-5'),
    }),
    await api.send('POST', '/api/v1/events', {
      json: event,
      headers: { ...id('audit-6'), origin: 'https://attacker.example' },
    }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([201, 400, 403, 401, 401, 403]);
  expect(await auditOf('audit-1')).toMatchObject({
    actor: expect.stringMatching(/^token-file-/),
    operation: 'createEvents',
    outcome: 'success',
    status: 201,
    path: '/api/v1/events',
    address: '127.0.0.1',
    detail: null,
  });
  expect(await auditOf('audit-2')).toMatchObject({ outcome: 'failure', detail: 'invalid_request' });
  expect(await auditOf('audit-3')).toMatchObject({
    actor: 'read',
    outcome: 'denied',
    status: 403,
    detail: 'forbidden',
  });
  expect(await auditOf('audit-4')).toMatchObject({
    actor: 'anonymous',
    token: null,
    operation: 'listEvents',
    outcome: 'denied',
    path: '/api/v1/events',
  });
  expect(await auditOf('audit-5')).toMatchObject({ actor: 'revoked', outcome: 'denied' });
  expect(await auditOf('audit-6')).toMatchObject({
    actor: 'anonymous',
    operation: 'unknown',
    outcome: 'denied',
  });
});

test('the key of a webhook is neither in the audit log nor in the log', async () => {
  const key = 'q0Vt2nX4cJm8yB1sLr7wKe5dHg3zPaUf';
  const answer = await api.send('POST', `/webhooks/${key}`, {
    json: {},
    token: null,
    headers: { 'x-request-id': 'audit-hook' },
  });
  expect(answer.status).toBe(404);
  expect(await auditOf('audit-hook')).toMatchObject({
    actor: 'anonymous',
    operation: 'callWebhook',
    outcome: 'failure',
    path: '/webhooks/{key}',
  });
  expect(api.log.filter((line) => line.includes('audit-hook'))).toHaveLength(1);
  expect(api.log.join('')).not.toContain(key);
});

test('reading leaves no trace in the audit log', async () => {
  await api.send('GET', '/api/v1/events', { headers: { 'x-request-id': 'audit-read' } });
  await api.send('POST', '/api/v1/events', {
    json: { trigger_ref: 'audit.after' },
    headers: { 'x-request-id': 'audit-after' },
  });
  await auditOf('audit-after');
  const { json } = await api.send('GET', '/api/v1/audit?limit=200');
  const ids = auditPageSchema.parse(json).items.map(({ request_id }) => request_id);
  expect(ids).not.toContain('audit-read');
});

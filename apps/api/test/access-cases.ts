import { issuedTokenSchema } from '@clew/contracts';
import { type RouteName, routes } from '@clew/contracts/api';
import { badBodies, get, post, unknownId } from './case-calls.ts';
import { eventListCases } from './history-cases.ts';
import type { RouteCase } from './route-case.ts';

/** Every route about tokens, sessions and what they were used for. */
export const accessRouteCases = {
  createSession: [
    {
      status: 200,
      when: 'the token is valid',
      call: post(session, (w) => ({ token: w.api.token })),
    },
    {
      status: 401,
      when: 'nobody has the token',
      call: post(session, () => ({ token: `clew_${'x'.repeat(43)}` })),
    },
    ...badBodies(session),
  ],
  getSession: [
    { status: 200, when: 'a token is shown', call: get(session) },
    { status: 400, when: 'something is asked', call: get(() => `${session()}?of=me`) },
  ],
  deleteSession: [
    {
      status: 200,
      when: 'a token is shown',
      call: (w) => w.api.send('DELETE', session()),
    },
    {
      status: 400,
      when: 'something is asked',
      call: (w) => w.api.send('DELETE', `${session()}?of=me`),
    },
  ],
  listTokens: eventListCases(routes.listTokens),
  createToken: [
    {
      status: 201,
      when: 'the name is free',
      call: post(tokens, () => ({ name: 'ci', scopes: ['read'] })),
    },
    {
      status: 409,
      when: 'the name is taken',
      call: post(tokens, () => ({ name: 'ci', scopes: ['read'] })),
    },
    {
      status: 400,
      when: 'it would have expired',
      call: post(tokens, () => ({
        name: 'late',
        scopes: ['read'],
        expires_at: '2020-01-01T00:00:00Z',
      })),
    },
    ...badBodies(tokens),
  ],
  revokeToken: [
    {
      status: 200,
      when: 'it exists',
      async call({ api }) {
        const made = await api.send('POST', tokens(), {
          json: { name: 'brief', scopes: ['read'] },
        });
        const { id } = issuedTokenSchema.parse(made.json);
        return api.send('DELETE', `${tokens()}/${id}`);
      },
    },
    {
      status: 400,
      when: 'the id is no number',
      call: (w) => w.api.send('DELETE', `${tokens()}/x`),
    },
    {
      status: 404,
      when: 'it does not exist',
      call: (w) => w.api.send('DELETE', `${tokens()}/${unknownId}`),
    },
  ],
  listAudit: eventListCases(routes.listAudit),
} satisfies Partial<Record<RouteName, readonly RouteCase[]>>;

function session(): string {
  return routes.createSession.path;
}

function tokens(): string {
  return routes.createToken.path;
}

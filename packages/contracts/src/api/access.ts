import { z } from 'zod';
import { auditEntrySchema, auditOutcomeSchema, auditQuerySchema } from '../audit.ts';
import { pageSchema } from '../page.ts';
import { newSessionSchema, sessionSchema } from '../session.ts';
import { issuedTokenSchema, newTokenSchema, tokenQuerySchema, tokenSchema } from '../token.ts';
import { auditEntryExample, sessionExample, tokenExample } from './examples.ts';
import { idParameter, queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const tokenPageSchema = pageSchema(tokenSchema);
export const auditPageSchema = pageSchema(auditEntrySchema);

const secretExample = 'clew_x5Zs8VvJq0mB3kT1nR7uWc2yHd4fLg6aEiOoPpQqRrS';

export const createSession = defineRoute({
  method: 'post',
  path: '/api/v1/session',
  scope: 'read',
  open: true,
  tag: 'access',
  summary: 'Sign in with a token',
  description:
    'For pages: answers a cookie that scripts cannot read and other sites cannot send, and that lets in as the token does. Programs send the token itself, in the header `Authorization: Bearer`.',
  body: { schema: newSessionSchema, example: { token: secretExample } },
  answers: {
    200: {
      description: 'Who is signed in now.',
      schema: sessionSchema,
      example: sessionExample,
      headers: { 'Set-Cookie': 'The session.' },
    },
  },
  problems: ['invalid_request', 'unauthenticated'],
});

export const getSession = defineRoute({
  method: 'get',
  path: '/api/v1/session',
  scope: 'read',
  tag: 'access',
  summary: 'Say who is asking',
  answers: {
    200: {
      description: 'The token of this request.',
      schema: sessionSchema,
      example: sessionExample,
    },
  },
  problems: ['invalid_request'],
});

export const deleteSession = defineRoute({
  method: 'delete',
  path: '/api/v1/session',
  scope: 'read',
  tag: 'access',
  summary: 'Sign out',
  description: 'Takes the cookie back. The token itself stays valid until it is revoked.',
  answers: {
    200: {
      description: 'Who was signed in.',
      schema: sessionSchema,
      example: sessionExample,
      headers: { 'Set-Cookie': 'An empty one.' },
    },
  },
  problems: ['invalid_request'],
});

export const listTokens = defineRoute({
  method: 'get',
  path: '/api/v1/tokens',
  scope: 'admin',
  tag: 'access',
  summary: 'List the tokens',
  description: 'Expired and revoked ones too. What they let in with is not kept, only its hash.',
  query: queryParameters(tokenQuerySchema),
  answers: {
    200: {
      description: 'The tokens, the latest made first.',
      schema: tokenPageSchema,
      example: { items: [tokenExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const createToken = defineRoute({
  method: 'post',
  path: '/api/v1/tokens',
  scope: 'admin',
  tag: 'access',
  summary: 'Make a token',
  description: 'The answer holds its secret, which is never told again.',
  body: {
    schema: newTokenSchema,
    example: { name: 'ci', scopes: ['read', 'write'], expires_at: '2027-01-01T00:00:00Z' },
  },
  answers: {
    201: {
      description: 'The token and its secret.',
      schema: issuedTokenSchema,
      example: { ...tokenExample, secret: secretExample },
    },
  },
  problems: ['invalid_request', 'conflict'],
});

export const revokeToken = defineRoute({
  method: 'delete',
  path: '/api/v1/tokens/{id}',
  scope: 'admin',
  tag: 'access',
  summary: 'Revoke a token',
  description:
    'It lets nobody in from now on; other processes of the API notice within five seconds. Revoking it again changes nothing.',
  params: z.object({ id: idParameter }),
  answers: {
    200: {
      description: 'The revoked token.',
      schema: tokenSchema,
      example: { ...tokenExample, revoked_at: '2026-03-02T10:00:00.000000Z' },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

export const listAudit = defineRoute({
  method: 'get',
  path: '/api/v1/audit',
  scope: 'admin',
  tag: 'access',
  summary: 'List what was done through the API',
  description:
    'Every request that may change something, and every one that was denied. An entry appears a moment after its answer.',
  query: queryParameters(
    auditQuerySchema.extend({
      actor: auditQuerySchema.shape.actor.meta({
        description: 'Only by the token of this name, or by `anonymous`.',
      }),
      operation: auditQuerySchema.shape.operation.meta({
        description: 'Only this operation of the API, such as `createToken`.',
      }),
      outcome: auditOutcomeSchema.optional().meta({ description: 'Only what ended like this.' }),
    }),
  ),
  answers: {
    200: {
      description: 'The entries, the latest first.',
      schema: auditPageSchema,
      example: { items: [auditEntryExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

import { type RouteName, routes } from '@clew/contracts/api';
import { OpenAPIHono } from '@hono/zod-openapi';
import { describeRoute } from './describe-route.ts';
import { collectJsonSchemas } from './json-schemas.ts';

/** The OpenAPI 3.1 document: every route of the contracts, and the schemas that they name. */
export function apiDocument() {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono();
  const schemas = collectJsonSchemas();
  for (const name of Object.keys(routes) as RouteName[]) {
    openAPIRegistry.registerPath(describeRoute(name, routes[name], schemas));
  }
  for (const [name, schema] of schemas.components()) {
    openAPIRegistry.registerComponent('schemas', name, { ...schema });
  }
  openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token of this server. `x-clew-scope` of an operation is the scope that it must include: `write` includes `read`, and `admin` includes both.',
  });
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Clew',
      version: '1',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      description:
        'The graph of a codebase (what is) and the history of what happened to it (what was). Lists answer `{ items, next_cursor }`; pass `next_cursor` on as `cursor` for the next page. Errors are problem+json (RFC 9457) whose `detail` says what to do. Answers may gain fields.',
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'codebases', description: 'Codebases, their index runs and their integrity.' },
      { name: 'symbols', description: 'What a codebase consists of, and what depends on what.' },
      {
        name: 'knowledge',
        description: 'What people and models wrote about the code, and whether it still holds.',
      },
      { name: 'architecture', description: 'Layers, and what breaks the rules between them.' },
      { name: 'events', description: 'What happened, and which rules matched.' },
      { name: 'executions', description: 'Runs of actions, and the workers that run them.' },
      {
        name: 'rules',
        description: 'What is to happen when: sensors, triggers, rules and actions.',
      },
      {
        name: 'history',
        description: 'What changed, how much of it, how it is kept, and a stream of it.',
      },
      { name: 'access', description: 'Tokens, sessions, and what was done with them.' },
      { name: 'system', description: 'The server itself.' },
    ],
  });
}

import { type RouteName, routes } from '@clew/contracts/api';
import type { RouteCase } from './route-case.ts';

const path = routes.callMcp.path;
const headers = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
  'mcp-protocol-version': '2025-06-18',
};

const send =
  (body: string, rest: Readonly<Record<string, string>> = {}): RouteCase['call'] =>
  ({ api }) =>
    api.send('POST', path, { body, headers: { ...headers, ...rest } });

const message = (fields: object) => JSON.stringify({ jsonrpc: '2.0', ...fields });

/** The protocol of coding agents; what the tools answer is tested with a client of its own. */
export const mcpRouteCases = {
  callMcp: [
    {
      status: 200,
      when: 'the tools are listed',
      call: send(message({ id: 1, method: 'tools/list' })),
    },
    {
      status: 202,
      when: 'a notification is sent',
      call: send(message({ method: 'notifications/initialized' })),
    },
    { status: 400, when: 'the body is no message', call: send('{"hello":1}') },
    { status: 400, when: 'the body is not JSON', call: send('{') },
    {
      status: 400,
      when: 'no answer could be read',
      call: send(message({ id: 1, method: 'tools/list' }), { accept: 'text/html' }),
    },
    {
      status: 413,
      when: 'the message is too large',
      call: send(message({ id: 1, method: 'x'.repeat(1_200_000) })),
    },
  ],
} satisfies { readonly [Name in RouteName]?: readonly RouteCase[] };

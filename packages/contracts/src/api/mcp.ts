import { z } from 'zod';
import { defineRoute } from './route.ts';

const example = {
  jsonrpc: '2.0',
  id: 1,
  result: {
    content: [{ type: 'text', text: 'function shop/src/price.ts#priceOf  src/price.ts:1' }],
  },
} as const;

export const callMcp = defineRoute({
  method: 'post',
  path: '/mcp',
  scope: 'read',
  rawBody: true,
  tag: 'symbols',
  summary: 'Ask as a coding agent, over the Model Context Protocol',
  description:
    'Streamable HTTP without sessions: each request is one message of JSON-RPC and is answered with JSON. The tools are `search`, `symbol`, `impact`, `path`, `changes` and `check`; all of them only read.',
  answers: {
    200: {
      description: 'The answer to a request.',
      schema: z.looseObject({ jsonrpc: z.literal('2.0') }),
      example,
    },
    202: {
      description: 'A notification was taken.',
      schema: z.string(),
      example: '',
      mediaType: 'text/plain',
    },
  },
  problems: ['invalid_request', 'payload_too_large'],
});

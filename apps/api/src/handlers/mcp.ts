import { createMcpServer, type GraphSource } from '@clew/mcp';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { z } from 'zod';
import type { ApiContext } from '../api-context.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Handlers } from './handler.ts';

const maxBytes = 1_048_576;

const answerSchema = z.looseObject({ jsonrpc: z.literal('2.0') });
const refusalSchema = z.object({ error: z.object({ message: z.string() }) });

/**
 * One message, one server, one transport: nothing is kept between requests, so that any process can
 * answer any of them.
 */
export const callMcp: Handlers['callMcp'] = async ({ ctx, headers, readBody, signal }) => {
  const body = await readBody(maxBytes);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  const server = createMcpServer({
    source: sourceOf(ctx),
    onError: (error) => ctx.logger.error({ err: error }, 'a tool failed'),
  });
  const stop = () => void server.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await server.connect(transport);
    const request = new Request('http://localhost/mcp', {
      method: 'POST',
      headers,
      body: Buffer.from(body),
    });
    const response = await transport.handleRequest(request);
    const text = await response.text();
    if (response.status >= 400) throw refused(text);
    if (response.status === 202) return { status: 202, body: text };
    return { status: 200, body: answerSchema.parse(JSON.parse(text)) };
  } finally {
    signal.removeEventListener('abort', stop);
    await server.close();
  }
};

function sourceOf({ graphs }: ApiContext): GraphSource {
  return {
    async codebases() {
      const { items } = await graphs.run('listCodebases', { limit: 200 });
      return items.map(({ name, root }) => ({ name, root }));
    },
    ask: (verb, { name, input, signal }) => graphs.ask(verb, { name, input, signal }),
  };
}

/** The transport refuses with an error of JSON-RPC, whose message says what to mend. */
function refused(text: string): ApiError {
  const refusal = refusalSchema.safeParse(parse(text));
  const message = refusal.success
    ? refusal.data.error.message
    : 'It is no message of the protocol.';
  return new ApiError('invalid_request', 'request_invalid', message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

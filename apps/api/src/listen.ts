import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { ApiConfig } from './config.ts';
import { ApiError } from './errors/api-error.ts';
import { problemResponse } from './errors/problem-response.ts';
import { toProblem } from './errors/to-problem.ts';

/** Time for running requests to end before their connections are cut. */
const graceMs = 1500;

export interface Listening {
  readonly url: string;
  /** Takes no more requests, lets running ones end for a moment, then cuts them. */
  close(): Promise<void>;
}

/** A request that cannot even be addressed, such as one without a `Host`. */
function unreadable(cause: unknown): Response {
  const error =
    cause instanceof RequestError
      ? new ApiError('invalid_request', 'request_invalid', `${cause.message}.`, { cause })
      : cause;
  return problemResponse(toProblem(error, { instance: '/', requestId: 'none' }));
}

/** What a client gets that does not speak HTTP. */
const badRequest = [
  'HTTP/1.1 400 Bad Request',
  'connection: close',
  'content-type: application/problem+json',
  '',
  '{"type":"about:blank","title":"The request is not valid","status":400,"detail":"Send HTTP/1.1.","instance":"/","code":"invalid_request"}',
].join('\r\n');

function listenError(error: unknown, { host, port }: ApiConfig): ApiError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return code === 'EADDRINUSE'
    ? new ApiError(
        'unavailable',
        'port_busy',
        `Port ${port} is in use by another program. Stop it, or set CLEW_API_PORT to a free port.`,
        { cause: error },
      )
    : new ApiError(
        'unavailable',
        'port_refused',
        `Cannot listen on ${host}:${port} (${code}). Check CLEW_API_HOST and CLEW_API_PORT.`,
        { cause: error },
      );
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}

/**
 * Serves `fetch` on the configured address.
 *
 * @throws ApiError `port_busy` or `port_refused`.
 */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  config: ApiConfig,
): Promise<Listening> {
  const server = createServer(getRequestListener(fetch, { errorHandler: unreadable }));
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(badRequest);
  });
  try {
    server.listen(config.port, config.host);
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, config);
  }
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return { url: `http://${host}:${port}`, close: () => closeServer(server) };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What somebody else's server got, and how it was proven. */
export interface Received {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly signature: string | string[] | undefined;
  readonly body: string;
}

/** A server that shows everything that it got: in its answer, and in the address that it moves to. */
export async function startReceiver() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = request.url ?? '';
    const { authorization } = request.headers;
    const got: Received = {
      url,
      authorization,
      signature: request.headers['webhook-signature'],
      body: Buffer.concat(chunks).toString('utf8'),
    };
    received.push(got);
    const moved = url.startsWith('/moved/');
    response.writeHead(moved ? 302 : url.startsWith('/refused/') ? 403 : 200, {
      'content-type': 'application/json',
      etag: `"${authorization}"`,
      'x-request-id': url,
      ...(moved ? { location: `/ok?from=${url}` } : {}),
    });
    response.end(JSON.stringify(got));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received: received as readonly Received[],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Sends bytes to a server as they are, and answers all that comes back until the server hangs up;
 * with `hangUp`, this side does so as soon as the bytes are out.
 */
export async function rawRequest(
  url: string,
  bytes: string,
  { hangUp = false }: { readonly hangUp?: boolean } = {},
): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    received += chunk;
  });
  socket.on('error', () => socket.destroy());
  socket.write(bytes, () => {
    if (hangUp) socket.destroy();
  });
  await once(socket, 'close');
  return received;
}

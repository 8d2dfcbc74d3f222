import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { DATABASE, ROLE } from './engine/cluster.ts';
import { EmbeddedTimescaleError } from './errors.ts';

const LOCAL_HOSTS: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

/** Without passwords, only this machine may connect. @throws EmbeddedTimescaleError `host_not_local` */
export function assertLocal(host: string): void {
  if (LOCAL_HOSTS.includes(host)) return;
  throw new EmbeddedTimescaleError(
    'host_not_local',
    `The embedded TimescaleDB asks for no password, so it serves this machine only: the host must be one of ${LOCAL_HOSTS.join(', ')}, not ${host}. For other machines, run a TimescaleDB server and set CLEW_EVENTS_URL.`,
  );
}

/** Clients that connect before there is somebody to serve them wait. */
export interface LocalServer {
  readonly url: URL;
  serveWith(accept: (socket: Socket) => void): void;
  /** Takes no more clients; settles when the last one has left. */
  close(): Promise<void>;
}

/** @throws EmbeddedTimescaleError `address_in_use` */
export async function listenLocally(host: string, port: number): Promise<LocalServer> {
  const early: Socket[] = [];
  let accept = (socket: Socket): void => {
    early.push(socket);
  };
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    accept(socket);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw cannotListen(host, port, cause);
  }
  return {
    url: urlOf(server),
    serveWith(serve) {
      accept = serve;
      for (const socket of early.splice(0)) serve(socket);
    },
    async close() {
      for (const socket of early) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function cannotListen(host: string, port: number, cause: unknown): unknown {
  if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') return cause;
  return new EmbeddedTimescaleError(
    'address_in_use',
    `Port ${port} on ${host} is in use, so the embedded TimescaleDB cannot serve its clients there. Set CLEW_EVENTS_PORT to another port, or stop what uses it.`,
    { cause },
  );
}

function urlOf(server: Server): URL {
  const { address, family, port } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return new URL(`postgres://${ROLE}@${host}:${port}/${DATABASE}`);
}

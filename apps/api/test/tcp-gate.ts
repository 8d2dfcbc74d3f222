import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door in front of a server: shut, it cuts what is connected and lets nothing in. */
export interface TcpGate extends AsyncDisposable {
  readonly port: number;
  shut(): void;
  open(): void;
}

export async function tcpGate(target: {
  readonly host: string;
  readonly port: number;
}): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  let isOpen = true;

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((inside) => {
    keep(inside);
    if (!isOpen) {
      inside.destroy();
      return;
    }
    const outside = connect(target);
    keep(outside);
    inside.pipe(outside).pipe(inside);
    inside.on('close', () => outside.destroy());
    outside.on('close', () => inside.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    shut() {
      isOpen = false;
      cut();
    },
    open() {
      isOpen = true;
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

import { createServer, type Server, type Socket } from 'node:net';
import type { Engine } from './engine.ts';

interface Connection {
  readonly socket: Socket;
  readonly prefix: string;
  started: boolean;
  buffer: Buffer;
  queue: Buffer[];
  readonly channels: Set<string>;
}

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const message = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
};
const parameter = (name: string, value: string) => message('S', Buffer.from(`${name}\0${value}\0`));

/** Serves PostgreSQL connections from one engine. */
export function createGateway(engine: Engine): Server {
  const connections = new Set<Connection>();
  const waiting: Connection[] = [];
  let owner: Connection | undefined;
  let serial = 0;

  const rename = (frame: Buffer, prefix: string): Buffer => {
    const type = String.fromCharCode(frame[0] ?? 0);
    const body = frame.subarray(5);
    const withName = (before: Buffer, rest: Buffer) =>
      rest[0] === 0 ? frame : message(type, before, Buffer.from(prefix), rest);
    if (type === 'P') return withName(Buffer.alloc(0), body);
    if ((type === 'D' || type === 'C') && body[0] === 0x53)
      return withName(body.subarray(0, 1), body.subarray(1));
    if (type === 'B') {
      const end = body.indexOf(0) + 1;
      return withName(body.subarray(0, end), body.subarray(end));
    }
    return frame;
  };

  const run = (connection: Connection, frame: Buffer): boolean => {
    const answer = Buffer.concat(engine.execute(rename(frame, connection.prefix)));
    let idle = false;
    const kept: Buffer[] = [];
    for (let at = 0; at < answer.length; ) {
      const length = 1 + answer.readInt32BE(at + 1);
      const part = answer.subarray(at, at + length);
      at += length;
      if (part[0] === 0x41) {
        const channel = part.toString('utf8', 9, part.indexOf(0, 9));
        for (const each of connections) {
          if (each.channels.has(channel)) each.socket.write(part);
        }
        continue;
      }
      if (part[0] === 0x5a) idle = part[5] === 0x49;
      kept.push(part);
    }
    connection.socket.write(Buffer.concat(kept));
    return idle;
  };

  const listens = (connection: Connection, frame: Buffer) => {
    const text = frame.toString('utf8');
    for (const [, verb, name] of text.matchAll(/\b(listen|unlisten)\s+("[^"]+"|\w+|\*)/gi)) {
      const channel = name?.startsWith('"') ? name.slice(1, -1) : (name ?? '').toLowerCase();
      if (verb?.toLowerCase() === 'listen') connection.channels.add(channel);
      else if (channel === '*') connection.channels.clear();
      else connection.channels.delete(channel);
    }
  };

  const pump = () => {
    for (;;) {
      owner ??= waiting.shift();
      const frame = owner?.queue.shift();
      if (owner === undefined || frame === undefined) return;
      const type = frame[0];
      if (type === 0x51 || type === 0x50) listens(owner, frame);
      if (!run(owner, frame)) continue;
      const released = owner;
      owner = undefined;
      if (released.queue.length > 0) waiting.push(released);
    }
  };

  const leave = (connection: Connection) => {
    if (!connections.delete(connection)) return;
    const index = waiting.indexOf(connection);
    if (index >= 0) waiting.splice(index, 1);
    if (owner === connection) {
      engine.execute(message('S'));
      engine.execute(message('Q', Buffer.from('rollback\0')));
      owner = undefined;
      setImmediate(pump);
    }
  };

  const receive = (connection: Connection) => {
    for (;;) {
      const { buffer, started } = connection;
      const header = started ? 1 : 0;
      if (buffer.length < header + 4) return;
      const length = header + buffer.readInt32BE(header);
      if (buffer.length < length) return;
      const frame = buffer.subarray(0, length);
      connection.buffer = buffer.subarray(length);
      if (!started) {
        const code = frame.readInt32BE(4);
        if (code === 80877103 || code === 80877104) connection.socket.write('N');
        else if (code === 80877102) connection.socket.end();
        else {
          connection.started = true;
          connection.socket.write(
            Buffer.concat([
              message('R', int32(0)),
              parameter('server_version', '17.5'),
              parameter('server_encoding', 'UTF8'),
              parameter('client_encoding', 'UTF8'),
              parameter('DateStyle', 'ISO, MDY'),
              parameter('integer_datetimes', 'on'),
              parameter('standard_conforming_strings', 'on'),
              parameter('TimeZone', 'UTC'),
              message('K', int32(1), int32(1)),
              message('Z', Buffer.from('I')),
            ]),
          );
        }
        continue;
      }
      if (frame[0] === 0x58) return void connection.socket.end();
      connection.queue.push(frame);
      if (owner !== connection && !waiting.includes(connection)) waiting.push(connection);
    }
  };

  return createServer((socket) => {
    serial += 1;
    const connection: Connection = {
      socket,
      prefix: `c${serial}_`,
      started: false,
      buffer: Buffer.alloc(0),
      queue: [],
      channels: new Set(),
    };
    connections.add(connection);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      connection.buffer = Buffer.concat([connection.buffer, chunk]);
      receive(connection);
      pump();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => leave(connection));
  }).on('close', () => {
    for (const connection of connections) connection.socket.destroy();
  });
}

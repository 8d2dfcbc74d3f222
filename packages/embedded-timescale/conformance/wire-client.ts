import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serialize } from 'pg-protocol';
import { type BackendMessage, readMessages } from '../src/wire/backend-message.ts';

/** A client that says exactly the bytes that a test wants said. */
export class WireClient implements Disposable {
  readonly socket: Socket;
  #received = Buffer.alloc(0);
  #messages: BackendMessage[] = [];
  #wake: () => void = () => {};
  #closed = false;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    // A server that refuses what it was sent may reset the connection; what it said comes first.
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  /** A client that has been let in. */
  static async open(
    url: string,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<WireClient> {
    const client = new WireClient(url);
    const { username, pathname } = new URL(url);
    client.send(serialize.startup({ user: username, database: pathname.slice(1), ...parameters }));
    await client.until('Z');
    return client;
  }

  send(...frames: readonly Buffer[]): void {
    this.socket.write(Buffer.concat(frames));
  }

  /** Waits for raw bytes, as in the answer to an SSLRequest. */
  async bytes(count: number): Promise<Buffer> {
    while (this.#received.length < count && !this.#closed) await this.#more();
    const bytes = this.#received.subarray(0, count);
    this.#received = this.#received.subarray(count);
    return bytes;
  }

  /** Messages up to and with the `count`th of this type, or to the end of the connection. */
  async until(type: string, count = 1): Promise<readonly BackendMessage[]> {
    const messages: BackendMessage[] = [];
    let left = count;
    while (left > 0) {
      const message = this.#next();
      if (message === undefined) {
        if (this.#closed) return messages;
        await this.#more();
        continue;
      }
      messages.push(message);
      if (message.type === type) left -= 1;
    }
    return messages;
  }

  /** Everything that the server says before it closes the connection. */
  untilClosed(): Promise<readonly BackendMessage[]> {
    return this.until('none');
  }

  /** Runs SQL as a simple query. */
  query(sql: string): Promise<readonly BackendMessage[]> {
    this.send(serialize.query(sql));
    return this.until('Z');
  }

  /** Drops the connection without a goodbye. */
  vanish(): void {
    this.socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.socket.end(serialize.end());
    if (!this.#closed) await once(this.socket, 'close');
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  #next(): BackendMessage | undefined {
    if (this.#messages.length === 0) this.#readAll();
    return this.#messages.shift();
  }

  /** Takes all whole messages at once, so that a long answer is not copied for each of them. */
  #readAll(): void {
    let end = 0;
    while (this.#received.length >= end + 5) {
      const next = end + 1 + this.#received.readInt32BE(end + 1);
      if (next > this.#received.length) break;
      end = next;
    }
    this.#messages = [...readMessages(this.#received.subarray(0, end))];
    this.#received = this.#received.subarray(end);
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** The types of messages in a row, such as `12TDCZ`. */
export function types(messages: readonly BackendMessage[]): string {
  return messages.map(({ type }) => type).join('');
}

import { createHash } from 'node:crypto';

/** NAMEDATALEN - 1: the backend compares no more bytes of a name. */
const NAME_LIMIT = 63;

/**
 * The prepared statements of one connection. The backend has one name space for all connections,
 * so each name is known there under the connection's prefix; the unnamed statement keeps its name.
 */
export class StatementNames<Value> {
  /** Begins every name that the backend knows. */
  readonly prefix: string;
  readonly #statements = new Map<string, Value>();

  constructor(connection: number) {
    this.prefix = `c${connection}:`;
  }

  /** The name under which the backend knows `name`. */
  backendName(name: string): string {
    if (name === '') return '';
    const prefixed = `${this.prefix}${name}`;
    if (Buffer.byteLength(prefixed) <= NAME_LIMIT) return prefixed;
    const digest = createHash('sha256').update(name).digest('base64url');
    return `${this.prefix}${digest}`;
  }

  /** Puts the client's own names back into text of the backend, such as an error message. */
  restore(text: string): string {
    return text.replaceAll(this.prefix, '');
  }

  get(name: string): Value | undefined {
    return this.#statements.get(name);
  }

  set(name: string, value: Value): void {
    this.#statements.set(name, value);
  }

  delete(name: string): void {
    this.#statements.delete(name);
  }

  clear(): void {
    this.#statements.clear();
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#statements.entries();
  }
}

import { readFileSync } from 'node:fs';
import * as path from 'path';
import { EventEmitter } from 'node:events';

export class Bus extends EventEmitter {
  send(text: string): boolean {
    return this.emit('text', text);
  }
  override on(event: string, listener: () => void): this {
    return super.on(event, listener);
  }
}

export function useLibraries(input: string[]): string {
  const bus = new Bus();
  bus.once('text', () => {});
  const seen = new Map<string, number>();
  seen.set('a', input.length);
  input.map((item) => item.toUpperCase()).join();
  Promise.all([1]).then(console.log);
  process.exit(0);
  throw new Error(path.join(readFileSync('a', 'utf8')));
}

export class Comparable implements Iterable<number> {
  *[Symbol.iterator](): Iterator<number> {
    yield 1;
  }
}

export function dispose(resource: Disposable): void {
  resource[Symbol.dispose]();
}

import { leaf } from './functions.ts';

export interface Store {
  readonly name: string;
  read(key: string): string;
  write(key: string, value: string): void;
  onClose?: () => void;
  nested: { deep(): void };
}

export interface Cache extends Store {
  read(key: string): string;
  clear(): void;
}

export interface Named {
  name: string;
}
export interface Named {
  rename(): void;
}

export class MemoryStore implements Store {
  name = 'memory';
  nested = { deep: () => undefined };
  read(key: string): string {
    return key;
  }
  write(): void {}
}

class Readable {
  read(key: string): string {
    return key;
  }
}

/** What it inherits is what implements the interface. */
export class FileStore extends Readable implements Store {
  name = 'file';
  nested = { deep() {} };
  write(): void {}
}

export interface Factory {
  (name: string): Store;
  new (name: string): Store;
  readonly kind: string;
}

export type Listener = (event: string) => void;

export type Options = {
  retries: number;
  onRetry(attempt: number): void;
  readonly hooks: { before: () => void; after(): void };
} & Named;

export type Result = { ok: true; value: string; render(): string } | { ok: false; render(): string };

export function useStore(store: Store): void {
  store.read('a');
  store.write('a', 'b');
  store.onClose?.();
  store.nested.deep();
}

export function useUnion(store: MemoryStore | FileStore, result: Result): void {
  store.read('a');
  store.write();
  result.render();
}

export function useTypes(factory: Factory, listener: Listener, options: Options): void {
  factory('a');
  new factory('a');
  listener('a');
  options.onRetry(options.retries);
  options.hooks.before();
  options.hooks.after();
  options.rename();
}

export function useParts({ onRetry, hooks: { before } }: Options): void {
  onRetry(1);
  before();
}

export function useGeneric<T extends Store>(store: T, stores: Map<string, T>): void {
  store.read('a');
  stores.get('a')?.read('b');
}

export const options: Options = {
  retries: 1,
  name: 'o',
  onRetry(attempt) {
    leaf();
    void attempt;
  },
  rename: () => {},
  hooks: { before: () => {}, after() {} },
};

export function make(): void {
  const given: Store = {
    name: 'given',
    read: (key) => key,
    write() {},
    nested: { deep() {} },
  };
  useStore(given);
  useStore({ name: 'inline', read: (key) => key + leaf(), write() {}, nested: { deep() {} } });
}

export type ReadKey = Store['read'];
export type Keys = keyof Store;
export type Guard = (value: unknown) => value is Store;

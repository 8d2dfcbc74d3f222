import type { MemoryStore, Options, Store } from './interfaces.ts';
import { leaf } from './functions.ts';

export type Leaf = typeof leaf;
export type Retries = Options['retries'];
export type Partially = { [Key in keyof Store]?: Store[Key] };
export type When<T> = T extends MemoryStore ? Options : never;
export type Tuple = [first: Store, second?: Options];

export function check(value: unknown): value is MemoryStore {
  return typeof value === 'object';
}

export function assertStore(value: unknown): asserts value is Store {
  if (!check(value)) throw new Error('no store');
}

export const casted = {} as Store;
export const satisfied = { retries: 1 } satisfies Partial<Options>;

export class Holder<T extends Store = MemoryStore> {
  held?: T;
  constructor(public readonly store: Store, private count?: Retries) {
    this.store.read(`${this.count}`);
  }
}

label: for (const one of [1]) {
  if (one) continue label;
}

import { leaf } from './functions.ts';

const key = Symbol('key');

export const handlers = {
  port: 1,
  plain() {
    return leaf();
  },
  arrow: () => leaf(),
  nested: {
    deep() {
      return handlers.plain();
    },
  },
  get size() {
    return leaf();
  },
  set size(value: number) {
    void value;
  },
  [key]() {
    return leaf();
  },
  'dash-ed': () => leaf(),
  leaf,
  renamed: leaf,
  ...{ spread: () => leaf() },
};

export function useHandlers(kind: 'plain' | 'arrow'): void {
  handlers.plain();
  handlers.arrow();
  handlers.nested.deep();
  handlers.size = handlers.size;
  handlers[key]();
  handlers['dash-ed']();
  handlers.leaf();
  handlers.renamed();
  handlers.spread();
  handlers[kind]();
}

function createStore<T>(init: () => T): T {
  return init();
}

export const counter = createStore(() => ({
  count: 0,
  increase: () => leaf(),
  actions: {
    reset() {
      leaf();
    },
  },
}));

export function useCounter(): void {
  counter.increase();
  counter.actions.reset();
}

export function createClient(url: string) {
  function request(): number {
    return leaf();
  }
  return {
    request,
    get(path: string) {
      return request() + path.length + url.length;
    },
    close: () => leaf(),
  };
}

export function useClient(): void {
  const client = createClient('u');
  client.get('/');
  client.close();
  client.request();
  const { get, close: shut } = client;
  get('/');
  shut();
}

export const { plain, nested: inner } = handlers;

export function useDestructured(): void {
  plain();
  inner.deep();
}

export function local(): void {
  const table = { first: () => leaf(), second: 2 };
  table.first();
  const wrapped = Object.freeze({ third: () => leaf() });
  wrapped.third();
}

export interface Hub {
  listen(): Promise<{ unlisten(): void }>;
}

export function openHub(): { close(): void; readonly open: () => { again(): void } } {
  return {
    close() {
      leaf();
    },
    open: () => ({ again() {} }),
  };
}

export async function useHub(hub: Hub): Promise<void> {
  (await hub.listen()).unlisten();
  openHub().close();
  openHub().open().again();
}

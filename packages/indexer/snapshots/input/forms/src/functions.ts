export function leaf(): number {
  return 1;
}

export const arrow = (): number => leaf();

export const expression = function inner(): number {
  return arrow();
};

export async function* streamed(): AsyncGenerator<number> {
  yield leaf();
}

export function outer(): number {
  function local(): number {
    return leaf();
  }
  const localArrow = () => local();
  const notNamed = leaf();
  return localArrow() + notNamed;
}

export function recursive(depth: number): number {
  return depth === 0 ? 0 : recursive(depth - 1);
}

export function withDefault(value = leaf()): number {
  return value;
}

/** Callbacks have no name: what they call, the function around them calls. */
export function callbacks(items: readonly number[]): number[] {
  return items.map((item) => item + leaf()).filter(function () {
    return arrow() > 0;
  });
}

export const immediate = (() => leaf())();

(function boot() {
  leaf();
})();

leaf();

export const add = (left: number) => (right: number) => left + right + leaf();

export function curried(): number {
  return add(1)(2);
}

export function parse(text: string): string;
export function parse(text: number): number;
export function parse(text: boolean): boolean;
export function parse(text: unknown): unknown {
  leaf();
  return text;
}

export function overloads(): void {
  parse('a');
  parse(1);
  parse(true);
}

export function identity<T>(value: T): T {
  return value;
}

export const same = identity;

export function generic(): number {
  return identity<number>(1) + identity(leaf)() + same(2);
}

export function passed(): number[] {
  return [1].map(recursive);
}

export function borrowed(this: unknown): number {
  const bound = leaf.bind(null);
  return leaf.call(this) + recursive.apply(this, [1]) + bound();
}

export function optional(maybe?: typeof leaf): void {
  maybe?.();
  (leaf as () => number)();
  leaf!();
}

export function branches(yes: boolean): number {
  return (yes ? leaf : arrow)();
}

export function tag(parts: TemplateStringsArray, ...values: number[]): string {
  return parts.join(String(values.length));
}

export function tagged(): string {
  return tag`one ${leaf()} two`;
}

leaf.cached = 1;
leaf.reset = () => {
  leaf.cached = 0;
};

export function expando(): void {
  leaf.reset();
}

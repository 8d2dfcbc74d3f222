/** Names that would collide if they were not kept apart. */
export function repeated(yes: boolean): number {
  if (yes) {
    const step = () => 1;
    return step();
  }
  const step = () => 2;
  return step();
}

export function returnsTwo(yes: boolean) {
  if (yes) return { run: () => 1 };
  return { run: () => 2 };
}

export class Clash {
  'x.y'(): void {}
  static 'x.y'(): void {}
}

export const types: { act(): void } = {
  act() {},
};

export const dotted = { 'a.b': () => 1, a: { b: () => 2 } };

export function useConflicts(): void {
  returnsTwo(true).run();
  types.act();
  dotted['a.b']();
  dotted.a.b();
}

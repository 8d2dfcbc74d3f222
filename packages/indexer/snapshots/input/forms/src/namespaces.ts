import { leaf } from './functions.ts';

export namespace Outer {
  export function first(): number {
    return helper();
  }
  function helper(): number {
    return leaf();
  }
  export namespace Inner {
    export const value = first();
  }
  export interface Part {
    size: number;
  }
}

export namespace Outer {
  export function second(): number {
    return first() + Inner.value;
  }
  function helper(): number {
    return 2;
  }
  export const third = () => helper();
}

export namespace Dotted.Path {
  export function go(): number {
    return Outer.second();
  }
}

export function merged(): number {
  return merged.limit + merged.check();
}
export namespace merged {
  export const limit = 1;
  export function check(): number {
    return leaf();
  }
}

export class Model {
  field: Model.Field = { name: 'x' };
}
export namespace Model {
  export interface Field {
    name: string;
  }
}

export interface Schema {
  parse(): number;
}
export const Schema: Schema = {
  parse: () => leaf(),
};

export enum Level {
  Low = 1,
  High = Low << 2,
  'very high' = 9,
}
export namespace Level {
  export function parse(): Level {
    return Level.High;
  }
}

export const enum Flag {
  On,
}

export function useNamespaces(part: Outer.Part): number {
  Schema.parse();
  Level.parse();
  return Dotted.Path.go() + Outer.third() + part.size + Flag.On + Level['very high'];
}

declare global {
  interface Window {
    clew(): void;
  }
  function fromGlobal(): void;
}

declare module './functions.ts' {
  export interface Augmented {
    value: number;
  }
}

export function useGlobals(window: Window): void {
  window.clew();
  fromGlobal();
}

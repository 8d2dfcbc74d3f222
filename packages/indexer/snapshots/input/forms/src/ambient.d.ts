declare function ambientFunction(text: string): void;
declare function ambientFunction(count: number): void;

declare class AmbientClass {
  constructor(name: string);
  method(): void;
}

declare const ambientValue: { call(): void; size: number };

declare module 'virtual:config' {
  export interface Config {
    port: number;
  }
  export function load(): Config;
  const fallback: Config;
  export default fallback;
}

declare module '*.css' {
  const classes: Record<string, string>;
  export default classes;
}

declare namespace JSX {
  interface Element {
    readonly type: string;
  }
  interface IntrinsicElements {
    div: { id?: string };
  }
  interface ElementClass {
    render(): Element;
  }
  interface ElementAttributesProperty {
    props: object;
  }
}

import { leaf } from './functions.ts';

export abstract class Shape {
  static count = 0;
  static create(): Circle {
    return new Circle(1);
  }
  protected abstract measure(): number;
  area(): number {
    return this.measure();
  }
  describe(): string {
    return `${this.area()}`;
  }
  private secret(): number {
    return leaf();
  }
  reveal(): number {
    return this.secret();
  }
}

export class Circle extends Shape {
  #radius: number;
  onChange = (): void => {
    this.#notify();
  };
  readonly unit: string = unitOf();

  constructor(radius: number, readonly label = labelOf(radius)) {
    super();
    this.#radius = radius;
  }

  protected override measure(): number {
    return this.#radius ** 2;
  }
  override describe(): string {
    return super.describe() + this.label;
  }
  #notify(): void {
    Circle.count += 1;
  }

  get radius(): number {
    return this.#radius;
  }
  set radius(value: number) {
    this.#radius = value;
    this.onChange();
  }

  *[Symbol.iterator](): Iterator<number> {
    yield this.radius;
  }
  'quoted name'(): void {}
  'content.type'(): void {}
  42(): void {}

  static {
    leaf();
  }
}

function unitOf(): string {
  return 'm';
}

function labelOf(radius: number): string {
  return `r${radius}`;
}

/** No constructor of its own: making one runs the inherited one. */
export class Wheel extends Circle {
  override measure(): number {
    return super.measure() * 2;
  }
}

/** A static and an instance member of one name, and accessors on either side. */
export class Twins {
  value(): number {
    return 1;
  }
  static value(): number {
    return new Twins().value();
  }
  get size(): number {
    return 1;
  }
  static get size(): number {
    return 2;
  }
  static set size(_: number) {}
}

export function useClasses(circle: Circle): void {
  circle.area();
  circle.describe();
  circle.radius = circle.radius + 1;
  circle.radius += 1;
  circle.onChange();
  circle['quoted name']();
  circle['content.type']();
  circle[42]();
  circle[Symbol.iterator]();
  Shape.create();
  new Wheel(1);
  Twins.value();
  new Twins().value();
  Twins.size = Twins.size;
}

type Constructor = new (...args: any[]) => object;

export function Timed<Base extends Constructor>(base: Base) {
  return class extends base {
    stamp(): number {
      return leaf();
    }
  };
}

export class TimedCircle extends Timed(Circle) {
  late(): number {
    return this.stamp() + this.area();
  }
}

export const Named = class {
  run(): number {
    return leaf();
  }
};

export const Inner = class Hidden {
  static make(): Hidden {
    return new Hidden();
  }
};

export function localClass(): number {
  class Local {
    go(): number {
      return leaf();
    }
  }
  return new Local().go() + new Named().run();
}

export class Overloaded {
  constructor(text: string);
  constructor(count: number);
  constructor(value: string | number) {
    this.accept(value);
  }
  accept(text: string): void;
  accept(count: number): void;
  accept(value: string | number): void;
  accept(value: string | number): void {
    void value;
  }
}

export function useOverloaded(): void {
  new Overloaded('a').accept('a');
  new Overloaded(1).accept(1);
}

export function construct(type: new () => Twins, known: typeof Circle): void {
  new type();
  new known(1);
}

class Accessors {
  accessor auto = 1;
  set onlySet(_: number) {}
}

export function useAccessors(accessors: Accessors): void {
  accessors.auto = 2;
  accessors.onlySet = 1;
}

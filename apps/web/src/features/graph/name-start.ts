const gap = 3;

interface NameRoom {
  readonly x: number;
  readonly size: number;
  readonly width: number;
  readonly edge: number;
}

/** Where a name begins: right of its node, or left of it when it would reach over the edge of a seen one. */
export function nameStart({ x, size, width, edge }: NameRoom): number {
  const right = x + size + gap;
  return x < edge && right + width > edge ? x - size - gap - width : right;
}

/** Where a name stands, in pixels. */
export interface NameBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function overlaps(one: NameBox, other: NameBox): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

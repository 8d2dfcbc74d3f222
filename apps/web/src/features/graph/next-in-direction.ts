import type { Point } from './layered-layout.ts';

/**
 * The point that a step in a direction leads to: ahead by more than it is aside, and the nearest
 * of those, what lies aside counting double. Null at the edge.
 */
export function nextInDirection(
  points: ReadonlyMap<string, Point>,
  from: string,
  direction: Point,
): string | null {
  const here = points.get(from);
  if (here === undefined) return null;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, { x, y }] of points) {
    const ahead = (x - here.x) * direction.x + (y - here.y) * direction.y;
    const aside = Math.abs((x - here.x) * direction.y) + Math.abs((y - here.y) * direction.x);
    if (ahead <= 0 || (direction.y !== 0 && aside > ahead)) continue;
    const distance = ahead + aside * 2;
    if (distance >= least) continue;
    least = distance;
    best = id;
  }
  return best;
}

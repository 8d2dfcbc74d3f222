import type { Answer } from './answer.ts';
import type { World } from './seeded-world.ts';

/** One call of a route that answers one of its documented statuses. */
export interface RouteCase {
  readonly status: number;
  /** What distinguishes it from other cases of the status. */
  readonly when: string;
  readonly call: (world: World) => Promise<Answer>;
}

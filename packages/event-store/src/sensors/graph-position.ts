import { z } from 'zod';

/** The sensor that moves what changed in the graphs; its `position` has one place per graph. */
export const graphSensorRef = 'core.graph';

/** A graph as the relay knows it: a new codebase under an old name is another one. */
export interface GraphIdentity {
  readonly codebase: string;
  /** What tells this graph from others of the name: when it was made. */
  readonly identity: string;
}

/** How far the changes of a graph were moved. */
export interface GraphPosition {
  /** The number of the last change that was moved; 0 before the first. */
  readonly seq: number;
  /** When that change was made: a graph in which it was not made then was put back. Null: not known. */
  readonly made: string | null;
  /**
   * Set from when it is noticed that the graph was put back until the graph knows: the last change that
   * the graph and the history share. It is to become number `seq`, and what follows it the next ones.
   */
  readonly restored_to: number | null;
}

/** The name of a graph in the sensor's `position`. */
export function positionKey({ codebase, identity }: GraphIdentity): string {
  return `${codebase} ${identity}`;
}

/** Earlier versions stored the number alone. */
const storedPositionSchema = z.union([
  z.number().transform((seq): GraphPosition => ({ seq, made: null, restored_to: null })),
  z.object({
    seq: z.number(),
    made: z.string().nullable(),
    restored_to: z.number().nullable(),
  }),
]);

/** The place of a graph as the sensor holds it; the beginning when it holds none. */
export function parsePosition(stored: unknown): GraphPosition {
  if (stored === null || stored === undefined) return { seq: 0, made: null, restored_to: null };
  return storedPositionSchema.parse(stored);
}

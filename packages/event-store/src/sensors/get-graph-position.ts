import type { EventSession } from '../session.ts';
import { type GraphIdentity, graphSensorRef, positionKey } from './graph-position.ts';

export interface GetGraphPosition {
  readonly ctx: { readonly events: EventSession };
  readonly input: GraphIdentity;
}

/**
 * The number of the last change of a graph that was moved, 0 before the first. Null while the sensor
 * is disabled or gone: then nothing is to be moved.
 */
export async function getGraphPosition({ ctx, input }: GetGraphPosition): Promise<number | null> {
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<{ position: number }[]>`
      select coalesce((position ->> ${positionKey(input)}::text)::bigint, 0) as position
      from sensor where ref = ${graphSensorRef}::text and enabled`;
    return row?.position ?? null;
  });
}

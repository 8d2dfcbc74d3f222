import type { EventSession } from '../session.ts';
import {
  type GraphIdentity,
  type GraphPosition,
  graphSensorRef,
  parsePosition,
  positionKey,
} from './graph-position.ts';

export interface GetGraphPosition {
  readonly ctx: { readonly events: EventSession };
  readonly input: GraphIdentity;
}

/**
 * How far the changes of a graph were moved. Null while the sensor is disabled or gone: then nothing
 * is to be moved.
 */
export async function getGraphPosition({
  ctx,
  input,
}: GetGraphPosition): Promise<GraphPosition | null> {
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<{ place: unknown }[]>`
      select position -> ${positionKey(input)}::text as place
      from sensor where ref = ${graphSensorRef}::text and enabled`;
    return row === undefined ? null : parsePosition(row.place);
  });
}

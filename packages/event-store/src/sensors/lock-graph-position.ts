import type { EventSession } from '../session.ts';
import {
  type GraphIdentity,
  type GraphPosition,
  graphSensorRef,
  parsePosition,
  positionKey,
} from './graph-position.ts';

/**
 * Locks the sensor of the graphs until the transaction ends, so that several relays take turns.
 *
 * @returns whether a graph is still where its relay found it; not, when the sensor is disabled
 */
export async function lockGraphPosition(
  { sql }: EventSession,
  { graph, at }: { readonly graph: GraphIdentity; readonly at: GraphPosition },
): Promise<boolean> {
  const [row] = await sql<{ place: unknown }[]>`
    select position -> ${positionKey(graph)}::text as place
    from sensor where ref = ${graphSensorRef}::text and enabled
    for update`;
  if (row === undefined) return false;
  const { seq, restored_to } = parsePosition(row.place);
  return seq === at.seq && restored_to === at.restored_to;
}

/** Writes down how far a graph was moved. */
export async function setGraphPosition(
  { sql }: EventSession,
  { graph, to }: { readonly graph: GraphIdentity; readonly to: GraphPosition },
): Promise<void> {
  await sql`
    update sensor
    set position = coalesce(position, '{}')
                   || jsonb_build_object(${positionKey(graph)}::text, ${JSON.stringify(to)}::text::jsonb)
    where ref = ${graphSensorRef}::text`;
}

/** The sensor that moves what changed in the graphs; its `position` has one number per graph. */
export const graphSensorRef = 'core.graph';

/** A graph as the relay knows it: a new codebase under an old name is another one. */
export interface GraphIdentity {
  readonly codebase: string;
  /** What tells this graph from others of the name, e.g. when it was made. */
  readonly identity: string;
}

/** The name of a graph in the sensor's `position`. */
export function positionKey({ codebase, identity }: GraphIdentity): string {
  return `${codebase} ${identity}`;
}

import { z } from 'zod';

/**
 * The dotted name of a trigger, sensor, rule or action: at least two lower-case segments, the first
 * of which is its namespace, e.g. `graph.edge_added`, `core.http`.
 */
export const refSchema = z
  .string()
  .max(255)
  .regex(
    /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/,
    'must be two or more segments of a–z, 0–9, "_" or "-", joined by "."',
  );

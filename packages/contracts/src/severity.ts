import { z } from 'zod';

/** How much a finding matters; `error` fails a check. */
export const severitySchema = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof severitySchema>;

import { z } from 'zod';

/** What a token may do: `write` includes `read`, and `admin` includes both. */
export const scopeSchema = z.enum(['read', 'write', 'admin']);
export type Scope = z.infer<typeof scopeSchema>;

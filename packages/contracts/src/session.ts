import { z } from 'zod';
import { scopeSchema } from './scope.ts';
import { timestampSchema } from './timestamp.ts';
import { tokenSecretSchema } from './token.ts';

export const newSessionSchema = z.strictObject({ token: tokenSecretSchema });
export type NewSession = z.input<typeof newSessionSchema>;

/** Who is asking: the token of the request, whether it came in a header or in a cookie. */
export const sessionSchema = z.object({
  /** The name of the token. */
  name: z.string(),
  scopes: z.array(scopeSchema),
  expires_at: timestampSchema.nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

import { z } from 'zod';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { scopeSchema } from './scope.ts';
import { timestampSchema } from './timestamp.ts';

/** What a client sends to be let in: `clew_` and 32 random bytes in base64url. */
export const tokenSecretSchema = z
  .string()
  .regex(/^clew_[A-Za-z0-9_-]{43}$/, 'must be a token: clew_ and 43 more characters');

export const tokenNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}$/,
    'must be 1–100 characters of letters, digits, ".", "_", ":", "@" or "-"',
  );

export const newTokenSchema = z.strictObject({
  /** Free again once its token is revoked. */
  name: tokenNameSchema,
  /** `write` includes `read`, and `admin` includes both. */
  scopes: z
    .array(scopeSchema)
    .min(1)
    .max(3)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'must not repeat a scope'),
  /** Null: until it is revoked. */
  expires_at: timestampSchema.nullable().default(null),
});
export type NewToken = z.input<typeof newTokenSchema>;

/** A token as it is kept: by its hash alone, so that nobody can read it back. */
export const tokenSchema = z.object({
  id: recordIdSchema,
  name: z.string(),
  /** Its first characters, to tell tokens apart. */
  prefix: z.string(),
  scopes: z.array(scopeSchema),
  created: timestampSchema,
  /** The name of the token that it was made with. */
  created_by: z.string().nullable(),
  expires_at: timestampSchema.nullable(),
  /** To the minute. */
  last_used_at: timestampSchema.nullable(),
  revoked_at: timestampSchema.nullable(),
});
export type Token = z.infer<typeof tokenSchema>;

/** A token that was just made; `secret` is never told again. */
export const issuedTokenSchema = tokenSchema.extend({ secret: tokenSecretSchema });
export type IssuedToken = z.infer<typeof issuedTokenSchema>;

export const tokenQuerySchema = pageRequestSchema;
export type TokenQuery = z.input<typeof tokenQuerySchema>;

import type { Token } from '@clew/contracts';
import { getTableColumns } from 'drizzle-orm';
import { token } from '../schema/token.ts';

const { hash: _, ...shown } = getTableColumns(token);

/** The columns of a token that may leave the store: all but its hash. */
export const tokenColumns = shown;

export type TokenRow = Omit<typeof token.$inferSelect, 'hash'>;

export function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    created: row.created,
    created_by: row.created_by,
    expires_at: row.expires_at,
    last_used_at: row.last_used_at,
    revoked_at: row.revoked_at,
  };
}

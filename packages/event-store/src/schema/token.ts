import type { Scope } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import {
  customType,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { mintedId, moment, momentOfInsert } from './columns.ts';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** Tokens of the API, known by their hash alone. */
export const token = pgTable(
  'token',
  {
    id: mintedId(),
    name: text().notNull(),
    prefix: text().notNull(),
    hash: bytea().notNull(),
    scopes: text().array().$type<Scope[]>().notNull(),
    created: momentOfInsert(),
    created_by: text(),
    expires_at: moment(),
    last_used_at: moment(),
    revoked_at: moment(),
  },
  (table) => [
    primaryKey({ name: 'token_pkey', columns: [table.id] }),
    unique('token_hash_key').on(table.hash),
    uniqueIndex('token_name_key').on(table.name).where(sql`revoked_at is null`),
    index('token_created_idx').on(table.created.desc(), table.id.desc()),
  ],
);

import { defineConfig } from 'drizzle-kit';

/**
 * For `drizzle-kit generate`, whose SQL is only a draft to write the migration from, and `check`.
 * The migrations themselves run through `migrateGraph`, never through Drizzle's migrator: that one
 * would rebuild tables inside a transaction with foreign keys on.
 */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/schema/graph-schema.ts',
  out: './drizzle',
  breakpoints: false,
});

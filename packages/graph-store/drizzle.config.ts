import { defineConfig } from 'drizzle-kit';

/** Used for `drizzle-kit generate --custom` and `check`; the migrations run through `migrateGraph`. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/schema/graph-schema.ts',
  out: './drizzle',
});

import { defineConfig } from 'drizzle-kit';

// The migrations in drizzle/ are written by hand, because hypertables, policies and aggregates are
// beyond what can be generated; this only lets drizzle-kit's studio read the tables.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/schema/index.ts',
  out: './drizzle',
});

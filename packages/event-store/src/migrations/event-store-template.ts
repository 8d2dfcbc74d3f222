import { createHash } from 'node:crypto';
import { migrateEvents } from './migrate-events.ts';
import { readMigrations } from './read-migrations.ts';

/**
 * A migrated, empty event store for tests to copy: `tempEventsDatabase({ template })`. Its name
 * changes whenever a migration does.
 */
export function eventStoreTemplate(): {
  readonly name: string;
  prepare(url: string): Promise<void>;
} {
  const hash = createHash('sha256');
  for (const migration of readMigrations()) hash.update(`${migration.name} ${migration.hash}\n`);
  return {
    name: `events_${hash.digest('hex').slice(0, 16)}`,
    async prepare(url) {
      await migrateEvents({ url });
    },
  };
}

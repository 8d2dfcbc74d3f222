import { listMigrations } from './migration-list.ts';

/** The name of the last migration of this version of the code. */
export function schemaVersion(): string {
  return listMigrations().at(-1)?.name ?? '';
}

export { GraphError, type GraphErrorCode } from './graph-error.ts';
export type {
  MigrationOutcome,
  QuarantineTally,
  TableMigration,
} from './migrate/apply-migrations.ts';
export { backupsKept, type GraphBackup } from './migrate/backup-graph.ts';
export {
  type GraphMigration,
  type MigrateGraphOptions,
  migrateGraph,
} from './migrate/migrate-graph.ts';
export { type Graph, type OpenGraphOptions, openGraph } from './open-graph.ts';

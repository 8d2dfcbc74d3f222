export { GraphError, type GraphErrorCode } from './graph-error.ts';
export { type AdoptGraphOptions, adoptGraph, type GraphAdoption } from './migrate/adopt-graph.ts';
export type {
  MigrationOutcome,
  QuarantineTally,
  TableMigration,
} from './migrate/apply-migrations.ts';
export { backupsKept, type GraphBackup } from './migrate/backup-graph.ts';
export type { LeftBehind } from './migrate/copy-baseline.ts';
export { dumpGraphSchema } from './migrate/dump-graph-schema.ts';
export {
  type GraphMigration,
  type MigrateGraphOptions,
  migrateGraph,
} from './migrate/migrate-graph.ts';
export {
  type GraphPlan,
  type PlanGraphOptions,
  planGraphMigration,
} from './migrate/plan-graph-migration.ts';
export { type GraphProblem, type GraphVerification, verifyGraph } from './migrate/verify-graph.ts';
export { type Graph, type OpenGraphOptions, openGraph } from './open-graph.ts';

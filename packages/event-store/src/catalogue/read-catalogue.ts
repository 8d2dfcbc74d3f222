import type { Sql } from '../connect.ts';
import { type CatalogueEntry, catalogueKinds } from './catalogue-entry.ts';
import { readAggregates } from './read-aggregates.ts';
import { readConstraints, readIndexes } from './read-constraints.ts';
import { readFunctions } from './read-functions.ts';
import { readHypertables } from './read-hypertables.ts';
import { readPolicies } from './read-policies.ts';
import { readTables } from './read-tables.ts';
import { readComments, readTriggers } from './read-triggers.ts';

/** Kinds whose entries depend on each other and come in an order of their own. */
const ordered = new Set(['constraint', 'aggregate']);

/**
 * Everything that a migrated database consists of, read from its catalogue: the same for every
 * supported version of PostgreSQL and TimescaleDB. Must run in a transaction of its own.
 */
export async function readCatalogue(sql: Sql): Promise<readonly CatalogueEntry[]> {
  // Names are printed without their schema when the path leads there.
  await sql`set local search_path to public`;
  await sql`set local intervalstyle to postgres`;
  const entries = [
    ...(await readTables(sql)),
    ...(await readFunctions(sql)),
    ...(await readConstraints(sql)),
    ...(await readIndexes(sql)),
    ...(await readTriggers(sql)),
    ...(await readComments(sql)),
    ...(await readHypertables(sql)),
    ...(await readAggregates(sql)),
    ...(await readPolicies(sql)),
  ];
  return catalogueKinds.flatMap((kind) => {
    const ofKind = entries.filter((entry) => entry.kind === kind);
    return ordered.has(kind) ? ofKind : ofKind.sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

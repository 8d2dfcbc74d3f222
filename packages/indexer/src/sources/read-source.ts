import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** Larger sources are generated or vendored: they are reported, not indexed. */
export const MAX_SOURCE_BYTES = 2 * 1024 * 1024;

export interface SourceText {
  readonly text: string;
  /** SHA-256 of the bytes on disk, hexadecimal. */
  readonly contentHash: string;
  /** Why the file cannot be indexed; its text may still serve to type other files. */
  readonly problem: string | null;
}

const EMPTY_HASH = createHash('sha256').digest('hex');

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  }
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Reads one source: UTF-8, or UTF-16 by its byte order mark. Never throws; the problem is data. */
export function readSource(path: string): SourceText {
  try {
    const size = statSync(path).size;
    const bytes = readFileSync(path);
    const contentHash = createHash('sha256').update(bytes).digest('hex');
    const text = decode(bytes);
    if (text.includes('\0')) {
      return { text: '', contentHash, problem: 'The file is binary (it contains NUL bytes).' };
    }
    if (size > MAX_SOURCE_BYTES) {
      const megabytes = (size / 1024 / 1024).toFixed(1);
      return {
        text,
        contentHash,
        problem: `The file has ${megabytes} MB; sources above 2 MB are not indexed. Ignore it in .gitignore if it is generated.`,
      };
    }
    return { text, contentHash, problem: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { text: '', contentHash: EMPTY_HASH, problem: `The file cannot be read: ${message}` };
  }
}

import type { Redact } from '../secrets/redact.ts';

/** What was captured of a stream of bytes. */
export interface Captured {
  readonly text: string;
  /** Bytes of the stream, all in all. */
  readonly bytes: number;
  /** How many of them the text leaves out. */
  readonly truncatedBytes: number;
}

export interface Capture {
  write(chunk: Uint8Array): void;
  end(): Captured;
}

/** Room that one text may take in a stored document, where binary output is escaped. */
const mostJsonBytes = 400 * 1024;
const unstorable = /\p{Surrogate}|\0/gu;

/**
 * Keeps the beginning and the end of a stream as text, redacted, in bounded memory.
 *
 * The stream is redacted as a whole, so a secret that came in two chunks is found. Where the middle
 * is left out, the cut may leave a part of a secret at either side. It is shorter than the longest
 * secret, so that much more is captured, and cut off after redacting.
 *
 * @param input.head bytes to keep from the beginning
 * @param input.tail bytes to keep from the end; 0: only the beginning, without a note in the text
 */
export function createCapture(input: {
  readonly head: number;
  readonly tail: number;
  readonly redact: Redact;
}): Capture {
  const { redact } = input;
  // At least a character, which a cut may also split.
  const margin = Math.max(redact.longest, 4);
  const headRoom = input.head + margin;
  const tailRoom = input.tail === 0 ? 0 : input.tail + margin;
  const head: Uint8Array[] = [];
  const tail: Uint8Array[] = [];
  let headBytes = 0;
  let tailBytes = 0;
  let bytes = 0;

  return {
    write(chunk) {
      bytes += chunk.byteLength;
      const first = chunk.subarray(0, headRoom - headBytes);
      headBytes += first.byteLength;
      if (first.byteLength > 0) head.push(first);
      const rest = chunk.subarray(first.byteLength);
      if (tailRoom === 0 || rest.byteLength === 0) return;
      tailBytes += rest.byteLength;
      tail.push(rest);
      while (tail[0] !== undefined && tailBytes - tail[0].byteLength >= tailRoom) {
        tailBytes -= tail[0].byteLength;
        tail.shift();
      }
    },
    end() {
      const start = Buffer.concat(head);
      const end = Buffer.concat(tail).subarray(Math.max(0, tailBytes - tailRoom));
      const gap = bytes - start.byteLength - end.byteLength;
      if (gap === 0) {
        const whole = redact(Buffer.concat([start, end]).toString('utf8'));
        const middle = input.tail === 0 ? whole.length : Math.ceil(whole.length / 2);
        return shorten({
          start: whole.slice(0, middle),
          end: whole.slice(middle),
          bytes,
          omitted: 0,
        });
      }
      const before = redact(start.toString('utf8'));
      const after = redact(end.toString('utf8'));
      const omitted = gap + size(before.slice(-margin)) + size(after.slice(0, margin));
      return shorten({ start: before.slice(0, -margin), end: after.slice(margin), bytes, omitted });
    },
  };

  /** Binary output may take many times its size as JSON: leaves out more of the middle until it fits. */
  function shorten(parts: {
    start: string;
    end: string;
    bytes: number;
    omitted: number;
  }): Captured {
    let start = parts.start.replaceAll(unstorable, '\uFFFD');
    let end = parts.end.replaceAll(unstorable, '\uFFFD');
    let omitted = parts.omitted;
    for (let needs = jsonSize(start + end); needs > mostJsonBytes; needs = jsonSize(start + end)) {
      const share = (0.9 * mostJsonBytes) / needs;
      const shortStart = start.slice(0, Math.floor(start.length * share));
      const shortEnd = end.slice(end.length - Math.floor(end.length * share));
      omitted += size(start) - size(shortStart) + size(end) - size(shortEnd);
      start = shortStart;
      end = shortEnd;
    }
    const note = omitted > 0 && input.tail > 0 ? `\n[${omitted} bytes left out]\n` : '';
    const text = `${start}${note}${end}`.replaceAll(unstorable, '\uFFFD');
    return { text, bytes: parts.bytes, truncatedBytes: omitted };
  }
}

function size(text: string): number {
  return Buffer.byteLength(text);
}

function jsonSize(text: string): number {
  return size(JSON.stringify(text));
}

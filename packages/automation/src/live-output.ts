import { StringDecoder } from 'node:string_decoder';
import type { OutputPiece, OutputStream } from '@clew/contracts';
import type { Redact } from './secrets/redact.ts';

/** Characters of each stream that are shown while a run goes on. */
const shownCharacters = 256 * 1024;
/** Longest text of a piece: a stream of server-sent events carries whole pieces. */
const pieceCharacters = 16 * 1024;
const note = '\n[more follows in the result, when the run has ended]\n';
const unstorable = /\p{Surrogate}|\0/gu;

/** Turns what a run writes into pieces that may be shown while it goes on. */
export interface LiveOutput {
  write(stream: OutputStream, chunk: Uint8Array): void;
  /** What may be shown of what was written since the last call. */
  take(): readonly OutputPiece[];
  /** The rest: nothing more will be written. */
  end(): readonly OutputPiece[];
}

interface Stream {
  readonly decoder: StringDecoder;
  /** `cut`: more was written than is shown; `closed`: and this has been said. */
  state: 'open' | 'cut' | 'closed';
  /** Written, and not shown yet: the end of it may be the beginning of a secret. */
  pending: string;
  /** Characters that may still be written before the stream is cut. */
  room: number;
  /** Characters that were shown. */
  position: number;
}

/**
 * The texts of the pieces, one after the other, are the beginning of the stream, redacted as a whole:
 * in whatever chunks it came, and whenever it was looked at. Memory is bounded; what is beyond the bound
 * is left to the result.
 */
export function createLiveOutput({ redact }: { readonly redact: Redact }): LiveOutput {
  const streams: Readonly<Record<OutputStream, Stream>> = { stdout: begin(), stderr: begin() };

  const show = (name: OutputStream, ended: boolean): readonly OutputPiece[] => {
    const stream = streams[name];
    if (stream.state === 'closed') return [];
    const isCut = stream.state === 'cut';
    if (ended && !isCut) stream.pending += stream.decoder.end();
    // The end of what was cut may be a part of a secret that will never be whole.
    const length = ended && !isCut ? stream.pending.length : settledLength(stream.pending, redact);
    const text = `${redact(stream.pending.slice(0, length))}${isCut ? note : ''}`;
    stream.pending = isCut ? '' : stream.pending.slice(length);
    if (isCut) stream.state = 'closed';
    return cut(text.replaceAll(unstorable, '\uFFFD')).map((piece) => {
      const { position } = stream;
      stream.position += piece.length;
      return { stream: name, position, text: piece };
    });
  };

  return {
    write(name, chunk) {
      const stream = streams[name];
      if (stream.state !== 'open') return;
      const text = stream.decoder.write(Buffer.from(chunk));
      stream.pending += text.slice(0, stream.room);
      if (text.length > stream.room) stream.state = 'cut';
      stream.room -= text.length;
    },
    take: () => [...show('stdout', false), ...show('stderr', false)],
    end: () => [...show('stdout', true), ...show('stderr', true)],
  };
}

function begin(): Stream {
  const decoder = new StringDecoder('utf8');
  return { decoder, state: 'open', pending: '', room: shownCharacters, position: 0 };
}

/** As the redactor says, and never between the halves of a surrogate pair. */
function settledLength(text: string, redact: Redact): number {
  const settled = redact.settled(text);
  return /[\uD800-\uDBFF]$/.test(text.slice(0, settled)) ? settled - 1 : settled;
}

/** Cuts a text into pieces of a bounded length; pairs of surrogates stay together. */
function cut(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const whole = text.slice(from, from + pieceCharacters);
    const piece = /[\uD800-\uDBFF]$/.test(whole) ? whole.slice(0, -1) : whole;
    pieces.push(piece);
    from += piece.length;
  }
  return pieces;
}

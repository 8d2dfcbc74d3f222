import type { ExecutionOutput, OutputPiece } from '@clew/contracts';

/** The end of a stream that a page keeps, in characters. */
export const mostKept = 1_000_000;

/** What is known of one stream: the end of it, and how many characters were dropped before. */
export interface KnownStream {
  readonly text: string;
  readonly dropped: number;
}

export type KnownOutput = Readonly<Record<keyof ExecutionOutput, KnownStream>>;

export function knownOutput(output: Readonly<ExecutionOutput> | null): KnownOutput {
  return {
    stdout: { text: output?.stdout ?? '', dropped: 0 },
    stderr: { text: output?.stderr ?? '', dropped: 0 },
  };
}

/** Adds what a run wrote. What is known already counts once; what was missed leaves a gap that is dropped. */
export function addPiece(known: KnownOutput, piece: OutputPiece): KnownOutput {
  const before = known[piece.stream];
  const end = before.dropped + before.text.length;
  const pieceEnd = piece.position + piece.text.length;
  if (pieceEnd <= end) return known;
  const text =
    piece.position <= end ? before.text + piece.text.slice(end - piece.position) : piece.text;
  const kept = text.slice(-mostKept);
  return { ...known, [piece.stream]: { text: kept, dropped: pieceEnd - kept.length } };
}

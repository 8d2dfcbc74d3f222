import type { JsonValue } from '@clew/contracts';

/** Replaces what must not be stored or logged. Total: it never throws. */
export interface Redact {
  (text: string): string;
  (document: JsonValue): JsonValue;
  /**
   * Length of the longest text that it replaces. Whoever cuts a text at a place of its own choosing
   * must cut off so much more: the cut may have left a part of a secret, which is not recognised.
   */
  readonly longest: number;
  /**
   * How much of the beginning of a text may be cut off and redacted by itself, whatever follows: no
   * secret lies across that place, and none can have begun before it that has not ended.
   */
  settled(beginning: string): number;
}

/** Leaves everything as it is: there are no secrets. */
export const redactNothing: Redact = Object.assign(
  ((value: JsonValue) => value) as { (text: string): string; (document: JsonValue): JsonValue },
  { longest: 0, settled: (beginning: string) => beginning.length },
);

import type { JsonValue } from '@clew/contracts';

/** A document as the text of a `jsonb` parameter; null becomes SQL's null. */
export function jsonText(document: JsonValue): string | null {
  return document === null ? null : JSON.stringify(document);
}

import type { JsonValue } from '@clew/contracts';

export type ReadJson =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'fault'; readonly message: string };

/** Reads what was typed; nothing at all is null. */
export function readJson(text: string): ReadJson {
  if (text.trim() === '') return { kind: 'value', value: null };
  try {
    return { kind: 'value', value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    return { kind: 'fault', message: `This is not JSON: ${reason}` };
  }
}

/** As it is shown for editing; null is empty. */
export function jsonText(value: JsonValue): string {
  return value === null ? '' : JSON.stringify(value, null, 2);
}

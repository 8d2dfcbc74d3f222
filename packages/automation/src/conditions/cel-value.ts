import type { JsonValue } from '@clew/contracts';

/**
 * A JSON value as the CEL library can read it: the value itself, except that an object with a key
 * named `constructor`, which the library would take for the object's class, becomes a Map.
 */
export function celValue(json: JsonValue): unknown {
  return holdsConstructor(json) ? withMaps(json) : json;
}

function holdsConstructor(json: JsonValue): boolean {
  if (json === null || typeof json !== 'object') return false;
  if (isList(json)) return json.some(holdsConstructor);
  return Object.hasOwn(json, 'constructor') || Object.values(json).some(holdsConstructor);
}

function withMaps(json: JsonValue): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (isList(json)) return json.map(withMaps);
  return new Map(Object.entries(json).map(([key, value]) => [key, withMaps(value)]));
}

/** `Array.isArray` does not narrow readonly arrays. */
export function isList(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}

/** How large the parts of a value are. */
export interface ValueExtent {
  /** Elements of its largest list or entries of its largest object. */
  readonly collection: number;
  /** UTF-16 units of its longest string. */
  readonly text: number;
}

/** Measures the largest list or object and the longest string anywhere in the values. */
export function valueExtent(values: readonly JsonValue[]): ValueExtent {
  let collection = 0;
  let text = 0;
  const open: JsonValue[] = [...values];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') {
      text = Math.max(text, value.length);
    } else if (value !== null && typeof value === 'object') {
      const items = isList(value) ? value : Object.values(value);
      collection = Math.max(collection, items.length);
      for (const item of items) open.push(item);
    }
  }
  return { collection, text };
}

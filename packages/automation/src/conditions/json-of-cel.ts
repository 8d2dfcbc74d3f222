import type { JsonValue } from '@clew/contracts';
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';

/**
 * The JSON of a CEL value. Integers become numbers, timestamps RFC 3339 text, durations text such as
 * `90s`, bytes base64.
 *
 * @throws TypeError for what JSON cannot carry: an integer beyond 2^53, NaN and infinities, a type.
 */
export function jsonOfCel(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`);
      return value;
    case 'bigint': {
      const number = Number(value);
      if (!Number.isSafeInteger(number)) {
        throw new TypeError(`the integer ${value} is too large for JSON; use string()`);
      }
      return number;
    }
    case 'object':
      return value === null ? null : jsonOfObject(value);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function jsonOfObject(value: object): JsonValue {
  if (Array.isArray(value)) return value.map(jsonOfCel);
  if (value instanceof Set) return Array.from(value, jsonOfCel);
  if (value instanceof Map) return jsonOfEntries(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof UnsignedInt) return jsonOfCel(value.value);
  if (value instanceof Duration) return value.toString();
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    return jsonOfEntries(Object.entries(value));
  }
  throw new TypeError('JSON has no such value; choose one of its fields');
}

function jsonOfEntries(entries: Iterable<readonly [unknown, unknown]>): JsonValue {
  return Object.fromEntries(
    Array.from(entries, ([key, item]) => [String(key), jsonOfCel(item)] as const),
  );
}

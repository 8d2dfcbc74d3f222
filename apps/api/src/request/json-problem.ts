/** Deepest nesting of a body: the deepest document that a store takes, and the layers around it. */
const maxDepth = 110;

interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly key: string | number;
  readonly parent: Place | null;
}

export interface JsonProblem {
  readonly path: string;
  readonly message: string;
}

function pathOf(place: Place): string {
  const keys: (string | number)[] = [];
  for (let at: Place | null = place; at !== null; at = at.parent) keys.push(at.key);
  return keys.reverse().join('.');
}

const loneSurrogate = /\p{Surrogate}/u;

function textProblem(text: string): string | null {
  if (text.includes('\0')) return 'must not contain NUL (U+0000)';
  if (loneSurrogate.test(text)) return 'must not contain half of a surrogate pair';
  return null;
}

function problemOf(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return textProblem(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'is beyond the range of numbers';
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return 'is an integer that would not be kept exactly: send it as text';
    }
  }
  if (typeof value === 'object' && value !== null && depth > maxDepth) {
    return `nests deeper than ${maxDepth} levels`;
  }
  return null;
}

/**
 * The first thing in a parsed body that no store could keep as it is, or null. Walks with a stack of
 * its own, so that hostile nesting cannot exhaust the real one in what runs after it.
 */
export function jsonProblem(body: unknown): JsonProblem | null {
  const open: Place[] = [{ value: body, depth: 1, key: 'body', parent: null }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const message = problemOf(place.value, place.depth);
    if (message !== null) return { path: pathOf(place), message };
    if (typeof place.value !== 'object' || place.value === null) continue;
    const depth = place.depth + 1;
    if (Array.isArray(place.value)) {
      for (const [key, value] of place.value.entries()) {
        open.push({ value, depth, key, parent: place });
      }
      continue;
    }
    for (const [key, value] of Object.entries(place.value)) {
      const inKey = textProblem(key);
      if (inKey !== null) return { path: pathOf(place), message: `has a key that ${inKey}` };
      open.push({ value, depth, key, parent: place });
    }
  }
  return null;
}

import { RE2JS } from 're2js';

/** Longest pattern that is compiled, in UTF-16 units. */
export const maxPatternLength = 512;

/** Compiled patterns that are kept; one compiled from event data must not crowd memory. */
const maxCached = 500;

const cached = new Map<string, RE2JS>();

/**
 * Compiles a pattern of RE2's syntax (no lookaround, no backreferences), whose matching time grows
 * linearly with the text, whatever the pattern. The least recently used of 500 patterns is forgotten.
 *
 * @throws RangeError when the pattern is longer than 512; RE2JSException when it is not RE2 syntax.
 */
export function linearRegex(pattern: string): RE2JS {
  const known = cached.get(pattern);
  if (known !== undefined) {
    cached.delete(pattern);
    cached.set(pattern, known);
    return known;
  }
  if (pattern.length > maxPatternLength) {
    throw new RangeError(
      `a pattern may have ${maxPatternLength} characters, but this one has ${pattern.length}`,
    );
  }
  const compiled = RE2JS.compile(pattern);
  cached.set(pattern, compiled);
  if (cached.size > maxCached) {
    const oldest = cached.keys().next();
    if (oldest.done !== true) cached.delete(oldest.value);
  }
  return compiled;
}

/** Whether the pattern occurs anywhere in the text, as CEL's `matches` asks. Throws as `linearRegex`. */
export function matchesLinearly(text: string, pattern: string): boolean {
  return linearRegex(pattern).test(text);
}

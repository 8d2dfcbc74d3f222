const longestTail = 64;

/**
 * Cuts a fully qualified name or a path in two: what may be shortened, and the end that should stay.
 * The end is the last path segment with everything after it, e.g. `open-graph.ts#openGraph`. What
 * comes after `#` never decides the cut, because a declaration's name may hold slashes.
 */
export function splitForTruncation(text: string): readonly [head: string, tail: string] {
  const hash = text.indexOf('#');
  const path = hash === -1 ? text : text.slice(0, hash);
  const cut = path.lastIndexOf('/') + 1;
  if (text.length - cut <= longestTail) return [text.slice(0, cut), text.slice(cut)];
  return hash === -1
    ? [text.slice(0, -24), text.slice(-24)]
    : [text.slice(0, hash), text.slice(hash)];
}

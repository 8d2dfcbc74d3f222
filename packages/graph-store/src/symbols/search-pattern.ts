/** Makes text literal inside `like … escape '\'`. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** Makes text literal inside `glob`. */
function escapeGlob(text: string): string {
  return text.replace(/[*?[]/g, '[$&]');
}

/**
 * Splits a query at its capitals: `opGr` gives `op`, `Gr`. Null when it has fewer than two parts or
 * holds anything but letters and digits, for then it is no camelCase query.
 */
function humpsOf(query: string): readonly string[] | null {
  if (!/^[A-Za-z0-9]+$/.test(query)) return null;
  const parts = query.match(/[A-Z][a-z0-9]*|^[a-z0-9]+/g);
  return parts === null || parts.length < 2 ? null : parts;
}

export interface SearchPattern {
  readonly exact: string;
  /** `like` pattern: the name starts with the query, in any case. */
  readonly prefix: string;
  /** `like` pattern: the text contains the query, in any case. */
  readonly substring: string;
  /**
   * `glob` patterns of a camelCase query (`opGr` finds `openGraph` and `reopenGraph` does not):
   * at the start of a name, and at a later capital. Both null when the query is not camelCase.
   */
  readonly camelStart: string | null;
  readonly camelInside: string | null;
  /** The parts of a camelCase query; null when it is none. */
  readonly humps: readonly string[] | null;
}

/** The patterns with which a search query is matched; wildcards in the query are literal. */
export function searchPattern(query: string): SearchPattern {
  const literal = escapeLike(query);
  const parts = humpsOf(query);
  const [first = '', ...rest] = parts ?? [];
  const lower = first.slice(0, 1).toLowerCase();
  const upper = first.slice(0, 1).toUpperCase();
  const tail = [first.slice(1), ...rest].map(escapeGlob).join('*');
  return {
    exact: query,
    prefix: `${literal}%`,
    substring: `%${literal}%`,
    camelStart: parts === null ? null : `[${lower}${upper}]${tail}*`,
    camelInside: parts === null ? null : `*${upper}${tail}*`,
    humps: parts,
  };
}

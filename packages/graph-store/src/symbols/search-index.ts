/*
 * The index of the search holds trigrams without their positions: it names every symbol that can
 * match, and some that do not, so whoever asks it looks at the symbols themselves.
 */

/** Shorter texts have no trigram. */
const trigram = 3;

function trigramsOf(text: string): readonly string[] {
  const letters = [...text.toLowerCase()];
  const count = Math.max(0, letters.length - trigram + 1);
  return Array.from({ length: count }, (_, at) => letters.slice(at, at + trigram).join(''));
}

const quoted = (part: string) => `"${part.replaceAll('"', '""')}"`;

/**
 * An FTS5 query that every symbol matches which holds all of the texts, in any case; null when none of
 * them is long enough to ask for.
 */
export function allTextsQuery(texts: readonly string[]): string | null {
  const parts = [...new Set(texts.flatMap(trigramsOf))];
  return parts.length === 0 ? null : parts.map(quoted).join(' AND ');
}

/** An FTS5 query for symbols that share a part with the text; null when it has none. */
export function anyPartQuery(text: string): string | null {
  const parts = [...new Set(trigramsOf(text))];
  return parts.length === 0 ? null : parts.map(quoted).join(' OR ');
}

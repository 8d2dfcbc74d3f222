/*
 * The indexes of the search hold trigrams without their positions: they name every symbol that can
 * match, and some that do not, so whoever asks them looks at the symbols themselves. The number of a
 * row is the place of its symbol among the others and holds the number of the symbol.
 */

/** Shorter texts have no trigram. */
const trigram = 3;

/** Marks that stand before names, before each capital in them, and behind them; as the indexes do. */
const beforeName = '\u0002';
const beforeCapital = '\u0003';
const behindName = '\u0004';

/**
 * Where a symbol comes among those that match equally well: after those of the project if it is not
 * of it, after shorter names, after older symbols. Increasing, and below 2^51.
 */
export function placeOf(symbol: string): string {
  return `((${symbol}.origin <> 'project') << 50) | (case when length(${symbol}.name) < 1023 then length(${symbol}.name) else 1023 end << 40) | ${symbol}.id`;
}

/** The number of the symbol at a place. */
export function symbolAt(place: string): string {
  return `(${place} & ${2 ** 40 - 1})`;
}

function trigramsOf(text: string): readonly string[] {
  const letters = [...text];
  const count = Math.max(0, letters.length - trigram + 1);
  return Array.from({ length: count }, (_, at) => letters.slice(at, at + trigram).join(''));
}

/** Enough trigrams to cover a text: each third one and the last. */
function coverOf(text: string): readonly string[] {
  const parts = trigramsOf(text);
  return parts.filter((_, at) => at % trigram === 0 || at === parts.length - 1);
}

const quoted = (part: string) => `"${part.replaceAll('"', '""')}"`;

/** Texts before which a mark stands, with as many of the two marks as they need to have a trigram. */
const marked = (mark: string, text: string): string =>
  `${mark.repeat(Math.max(1, trigram - [...text].length))}${text}`;

/**
 * An FTS5 query that every symbol matches which holds all of the texts, in any case; null when none of
 * them is long enough to ask for.
 */
export function allTextsQuery(texts: readonly string[]): string | null {
  const parts = [...new Set(texts.flatMap(coverOf))];
  return parts.length === 0 ? null : parts.map(quoted).join(' AND ');
}

/** An FTS5 query for names that are the text, in any case. */
export function wholeNameQuery(text: string): string | null {
  return allTextsQuery([`${beforeName}${text}${behindName}`]);
}

/** An FTS5 query for names that begin with the text, in any case. */
export function nameBeginQuery(text: string): string | null {
  return allTextsQuery([marked(beforeName, text)]);
}

/** An FTS5 query for names with capitals at which these parts begin; the first may begin the name. */
export function humpsQuery(
  [first = '', ...rest]: readonly string[],
  where: 'start' | 'inside',
): string | null {
  return allTextsQuery([
    marked(where === 'start' ? beforeName : beforeCapital, first),
    ...rest.map((hump) => marked(beforeCapital, hump)),
  ]);
}

/** An FTS5 query for symbols that share a part with the text; null when it has none. */
export function anyPartQuery(text: string): string | null {
  const parts = [...new Set(trigramsOf(text))];
  return parts.length === 0 ? null : parts.map(quoted).join(' OR ');
}

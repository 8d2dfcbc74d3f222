import {
  allTextsQuery,
  humpsQuery,
  nameBeginQuery,
  placeOf,
  symbolAt,
  wholeNameQuery,
} from './search-index.ts';
import type { SearchPattern } from './search-pattern.ts';

const everyWordIn = (text: string): string => `not exists (
  select 1 from json_each(:words) w where ${text} not like w.value escape '\\')`;

/**
 * How a symbol can match, the best first: the exact fqn, the exact name, the exact name in another
 * case, a name that starts with the text, camelCase at the start, the text inside the name, camelCase
 * inside it, the text elsewhere in the fqn, every word in the name, every word in the fqn, every word
 * in fqn, signature and what was written about the symbol together.
 */
const matches = {
  exactFqn: 's.fqn = :exact',
  exactName: 's.name = :exact',
  otherCase: 's.name = :exact collate nocase',
  nameStart: `s.name like :prefix escape '\\'`,
  camelStart: 's.name glob :camelStart',
  inName: `s.name like :substring escape '\\'`,
  camelInside: 's.name glob :camelInside',
  inFqn: `s.fqn like :substring escape '\\'`,
  wordsInName: everyWordIn('s.name'),
  wordsInFqn: everyWordIn('s.fqn'),
  wordsAnywhere: everyWordIn(`concat_ws(' ', s.fqn, s.signature,
    (select t.words from symbol_words t where t.id = s.id))`),
} as const;

type Match = keyof typeof matches;
const ranks = Object.keys(matches) as Match[];

/** Matches so, and no better. */
function conditionOf(match: Match): string {
  const better = ranks
    .slice(0, ranks.indexOf(match))
    .map((each) => `(${matches[each]}) is not true`);
  return [`(${matches[match]})`, ...better].join(' and ');
}

/** The symbols that match equally well, and how to come to them in the order of their places. */
export interface SearchTier {
  readonly rank: number;
  /** Condition over the symbol `s` of who belongs to it, which excludes those of other tiers. */
  readonly condition: string;
  /** What to read, by place: an index of trigrams, the list of names, or the fqn itself. */
  readonly source: 'name' | 'fqn' | 'text' | 'list' | 'exact';
  /** The FTS5 query for `name`, `fqn` and `text`. */
  readonly match: string | null;
}

/**
 * The tiers of a query, the best first. The indexes know no word of less than three letters: it is
 * looked for in names only, of which there is a list, unless a longer one stands beside it.
 */
export function searchTiers(
  { exact: q, humps }: SearchPattern,
  words: readonly string[],
): readonly SearchTier[] {
  if (q === '') return [{ rank: 0, condition: 'true', source: 'list', match: null }];
  const tier = (match: Match, source: SearchTier['source'], query: string | null = null) => ({
    rank: ranks.indexOf(match),
    condition: conditionOf(match),
    source,
    match: query,
  });
  const inside = allTextsQuery([q]);
  const allWords = allTextsQuery(words);
  const severalWords = words.length > 1;
  return [
    tier('exactFqn', 'exact'),
    tier('exactName', 'name', wholeNameQuery(q)),
    tier('otherCase', 'name', wholeNameQuery(q)),
    tier('nameStart', 'name', nameBeginQuery(q)),
    ...(humps === null ? [] : [tier('camelStart', 'name', humpsQuery(humps, 'start'))]),
    inside === null ? tier('inName', 'list') : tier('inName', 'name', inside),
    ...(humps === null ? [] : [tier('camelInside', 'name', humpsQuery(humps, 'inside'))]),
    ...(inside === null ? [] : [tier('inFqn', 'fqn', inside)]),
    ...(severalWords && allWords === null ? [tier('wordsInName', 'list')] : []),
    ...(severalWords && allWords !== null
      ? [tier('wordsInName', 'name', allWords), tier('wordsInFqn', 'fqn', allWords)]
      : []),
    ...(allWords === null ? [] : [tier('wordsAnywhere', 'text', allWords)]),
  ];
}

const filters = `
  s.deleted_at is null
  and (:kind is null or s.kind = :kind)
  and (:origin is null or s.origin = :origin)`;

/** Where the candidates come from, with the place of each. */
function candidates(source: SearchTier['source']): {
  readonly from: string;
  readonly place: string;
} {
  if (source === 'exact') {
    return { from: 'symbols s indexed by idx_symbols_fqn where true', place: placeOf('s') };
  }
  if (source === 'list') {
    return { from: 'symbols s indexed by idx_symbols_place where true', place: placeOf('s') };
  }
  const table = `symbol_search_${source}`;
  return {
    from: `${table} x cross join symbols s on s.id = ${symbolAt('x.rowid')} where x.${table} match :match`,
    place: 'x.rowid',
  };
}

/** A page of ids and places of a tier, behind the place `:after`; `:file` is the number of a file. */
export function selectTier({ source, condition }: SearchTier, ofFile: boolean): string {
  const { from, place } = ofFile
    ? { from: 'symbols s indexed by idx_symbols_file where s.file_id = :file', place: placeOf('s') }
    : candidates(source);
  return `
    select s.id, ${place} as place
    from ${from} and ${filters} and ${place} > :after and ${condition}
    order by ${place}
    limit :limit`;
}

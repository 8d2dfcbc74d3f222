/**
 * Splits SQL text into tokens, enough to tell words from the insides of strings and comments.
 *
 * Rules: PostgreSQL documentation, "Lexical Structure", with standard_conforming_strings on.
 */
export type Token =
  /** An identifier or keyword; `text` is folded to lower case unless it was quoted. */
  | {
      readonly kind: 'word';
      readonly text: string;
      readonly quoted: boolean;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string }
  /** A number or a `$1` parameter. */
  | { readonly kind: 'value' };

const SPACE = /\s+/y;
const LINE_COMMENT = /--[^\n\r]*/y;
const WORD = /[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy;
const NUMBER = /(?:\d|\.\d)[\w.]*/y;
const PARAMETER = /\$\d+/y;
const DOLLAR_QUOTE = /\$(?:[\p{L}_\u0080-\uffff][\p{L}\p{N}_\u0080-\uffff]*)?\$/uy;
const QUOTED_WORD = /(?:u&)?"((?:[^"]|"")*)"/iy;
const ESCAPE_STRING = /e'((?:[^'\\]|\\[\s\S]|'')*)'/iy;
const PLAIN_STRING = /(?:u&|[bxn])?'((?:[^']|'')*)'/iy;

export function* readTokens(sql: string): Generator<Token> {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(sql);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (at < sql.length) {
    if (match(SPACE) || match(LINE_COMMENT)) continue;
    if (sql.startsWith('/*', at)) {
      at = endOfComment(sql, at);
      continue;
    }
    const start = at;
    const string = match(ESCAPE_STRING) ?? match(PLAIN_STRING);
    if (string) {
      yield { kind: 'string', text: (string[1] ?? '').replaceAll("''", "'") };
      continue;
    }
    const quoted = match(QUOTED_WORD);
    if (quoted) {
      const text = (quoted[1] ?? '').replaceAll('""', '"');
      yield { kind: 'word', text, quoted: true, start, end: at };
      continue;
    }
    if (match(PARAMETER) || match(NUMBER)) {
      yield { kind: 'value' };
      continue;
    }
    const tag = match(DOLLAR_QUOTE)?.[0];
    if (tag !== undefined) {
      const close = sql.indexOf(tag, at);
      const end = close === -1 ? sql.length : close;
      yield { kind: 'string', text: sql.slice(at, end) };
      at = Math.min(end + tag.length, sql.length);
      continue;
    }
    const word = match(WORD)?.[0];
    if (word !== undefined) {
      yield { kind: 'word', text: word.toLowerCase(), quoted: false, start, end: at };
      continue;
    }
    yield { kind: 'symbol', text: sql[at] ?? '' };
    at += 1;
  }
}

/** Comments nest; an unterminated one reaches to the end, where the backend complains about it. */
function endOfComment(sql: string, start: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let found = edge.exec(sql); found !== null; found = edge.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return sql.length;
}

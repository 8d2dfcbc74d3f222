/** Languages in which naming a method calls it. */
const CALLS_BY_NAME: ReadonlySet<string> = new Set(['ruby', 'scala']);
/** Languages in which a block may follow a call in place of its parentheses. */
const TRAILING_BLOCK: ReadonlySet<string> = new Set(['kotlin', 'groovy', 'swift', 'scala', 'dart']);

/** An argument list or a template, behind `?.`, `!` or type arguments if there are any. */
const ARGUMENTS = /^\s*(?:\?\.|!)?\s*(?:(?:::)?<[\w\s,.?<>:'"$[\]]*>)?\s*[(`]/;

/**
 * Lines of a source whose columns are counted as the indexer counts them. A site's columns are
 * only right when the source is the one that was indexed.
 */
export class SiteText {
  readonly text: string;
  readonly #lines: readonly string[];
  readonly #encoding: number;
  readonly #language: string;

  /** @param encoding `PositionEncoding` of scip.proto; 0 counts as UTF-16 */
  constructor(text: string, encoding: number, language: string) {
    this.text = text;
    this.#lines = text.split(/\r\n|\r|\n/);
    this.#encoding = encoding;
    this.#language = language.toLowerCase();
  }

  /**
   * True when what ends at the place is called there: an argument list follows, possibly behind type
   * arguments, or it is a decorator. Line and characters from 0.
   */
  isCalled(startLine: number, start: number, line: number, end: number): boolean {
    if (CALLS_BY_NAME.has(this.#language)) return true;
    const before = this.#lines[startLine] ?? '';
    if (/@(?:\w+\.)*$/.test(before.slice(0, this.#column(before, start)))) return true;
    const text = this.#lines[line] ?? '';
    let after = text.slice(this.#column(text, end));
    // Nobody breaks a line twice before an argument list.
    if (/^\s*$/.test(after)) after += this.#lines[line + 1] ?? '';
    if (TRAILING_BLOCK.has(this.#language) && /^\s*\{/.test(after)) return true;
    return ARGUMENTS.test(after);
  }

  /** True in a line that begins like an import of one of the languages that indexers exist for. */
  isImport(line: number): boolean {
    return /^\s*(?:import|from|use|using|#include)\b/.test(this.#lines[line] ?? '');
  }

  /** The text of a range within one line; null for one that spans lines. */
  slice(range: readonly [number, number, number, number]): string | null {
    const [startLine, start, endLine, end] = range;
    if (startLine !== endLine) return null;
    const text = this.#lines[startLine] ?? '';
    return text.slice(this.#column(text, start), this.#column(text, end));
  }

  /** Lines from `first` to `last`, both from 0 and included. */
  lines(first: number, last: number): string {
    return this.#lines.slice(first, last + 1).join('\n');
  }

  #column(text: string, character: number): number {
    if (this.#encoding !== 1 && this.#encoding !== 3) return character;
    if (/^[\0-\x7f]*$/.test(text)) return character;
    if (this.#encoding === 1) return Buffer.from(text).subarray(0, character).toString().length;
    return [...text].slice(0, character).join('').length;
  }
}

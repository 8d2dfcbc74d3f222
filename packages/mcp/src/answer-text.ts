/**
 * Collects the lines of an answer within a budget of tokens, so that no question floods the context of
 * the one who asks. What does not fit is counted, never dropped in silence.
 *
 * A token is taken as four characters, which is on the careful side for code in English.
 */
export class AnswerText {
  readonly #lines: string[] = [];
  /** Characters kept free for the last lines, which say how far the answer can be trusted. */
  readonly #reserve = 600;
  readonly #budget: number;
  #used = 0;

  constructor(maxTokens: number) {
    this.#budget = maxTokens * 4 - this.#reserve;
  }

  /** Adds a line that must be there. */
  line(text: string): void {
    this.#lines.push(text);
    this.#used += text.length + 1;
  }

  /**
   * Adds as many of the lines as fit, and says how many more there are.
   *
   * @param total how many there are in all, when more exist than are given
   */
  list(lines: readonly string[], { total = lines.length }: { readonly total?: number } = {}): void {
    let shown = 0;
    for (const text of lines) {
      if (this.#used + text.length + 1 > this.#budget) break;
      this.line(text);
      shown += 1;
    }
    if (shown < total)
      this.line(`… ${total - shown} more; narrow the question or raise max_tokens`);
  }

  /** Adds the beginning of a text, as whole lines. */
  block(text: string): void {
    this.list(text.split('\n'));
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}

/**
 * Who may use the session: one at a time, first come, first served.
 *
 * A member that releases while it has more to do joins again at the end, so that a client that
 * pipelines without pause cannot keep others out.
 */
export class TurnQueue<Member extends object> {
  #owner: Member | undefined;
  readonly #waiting = new Set<Member>();

  get owner(): Member | undefined {
    return this.#owner;
  }

  /** How many wait for the owner to release. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Asks for a turn; asking again while waiting or owning changes nothing. */
  join(member: Member): void {
    if (member !== this.#owner) this.#waiting.add(member);
  }

  /** Grants the next turn when none is taken; answers who owns the session now. */
  grant(): Member | undefined {
    if (this.#owner === undefined) {
      const [next] = this.#waiting;
      if (next !== undefined) {
        this.#waiting.delete(next);
        this.#owner = next;
      }
    }
    return this.#owner;
  }

  /** Ends the turn of `member`. */
  release(member: Member): void {
    if (this.#owner === member) this.#owner = undefined;
  }

  /** `member` is gone, or no longer wants a turn. Answers whether it owned the session. */
  leave(member: Member): boolean {
    this.#waiting.delete(member);
    if (this.#owner !== member) return false;
    this.#owner = undefined;
    return true;
  }

  /** Sends everybody away; answers whom. */
  clear(): readonly Member[] {
    const owner: readonly Member[] = this.#owner === undefined ? [] : [this.#owner];
    const members = [...owner, ...this.#waiting];
    this.#owner = undefined;
    this.#waiting.clear();
    return members;
  }
}

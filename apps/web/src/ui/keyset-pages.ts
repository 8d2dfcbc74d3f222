export interface KeysetPage<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

export type FetchPage<T> = (
  cursor: string | undefined,
  signal: AbortSignal,
) => Promise<KeysetPage<T>>;

/** Pages that are kept at hand, those in sight among them. */
const mostPages = 8;

/** Where a page begins: the cursor behind which it lies, and its first row. */
interface Start {
  readonly cursor: string | undefined;
  readonly row: number;
}

/**
 * A list of any length, page by page, in bounded memory. The pages in sight and their neighbours are
 * asked for; of those that were passed only the cursor stays, so that they can be had again.
 *
 * A page that is had again may end elsewhere, because rows left the list. Then everything that was
 * known to lie behind it is forgotten and found anew from there, so no row is shown twice or skipped.
 */
export class KeysetPages<T> {
  readonly #fetchPage: FetchPage<T>;
  readonly #listeners = new Set<() => void>();
  readonly #held = new Map<number, readonly T[]>();
  readonly #asked = new Map<number, AbortController>();
  #starts: Start[] = [{ cursor: undefined, row: 0 }];
  #count = 0;
  /** Null behind the last page; undefined until the page before is there. */
  #next: string | null | undefined = undefined;
  #scrolledTo = 0;
  #first = 0;
  #last = 0;
  #error: Error | null = null;
  #outdated = false;
  #version = 0;
  #visit = 0;

  constructor(fetchPage: FetchPage<T>) {
    this.#fetchPage = fetchPage;
  }

  /** Changes whenever something of this does. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Rows that are known of. */
  get count(): number {
    return this.#count;
  }

  /** True while there are rows behind those that are known of, or there may be. */
  get more(): boolean {
    return this.#next !== null;
  }

  get isPending(): boolean {
    return this.#count === 0 && this.more && this.#error === null;
  }

  /** Of a page that could not be had. */
  get error(): Error | null {
    return this.#error;
  }

  /** Where the list was last scrolled to, in rows. */
  get scrolledTo(): number {
    return this.#scrolledTo;
  }

  /** Remembers where the list is scrolled to, also between two rows. */
  readonly remember = (row: number): void => {
    this.#scrolledTo = row;
  };

  /** Changes when the reader was taken to the top. */
  get visit(): number {
    return this.#visit;
  }

  /** Rows that are at hand. */
  get heldRows(): number {
    let rows = 0;
    for (const items of this.#held.values()) rows += items.length;
    return rows;
  }

  readonly at = (row: number): T | undefined => {
    const page = this.#pageOf(row);
    return this.#held.get(page)?.[row - this.#startOf(page).row];
  };

  /** Tells which rows are looked at: asks for them, and lets go of what is far from them. */
  readonly show = (first: number, last: number): void => {
    this.#first = Math.max(0, first);
    this.#last = Math.max(this.#first, last);
    this.#askForWanted();
  };

  /** Asks for the first page again; when it is there, everything else is forgotten. */
  readonly restart = (): void => {
    if (this.#asked.has(0)) {
      this.#outdated = true;
      return;
    }
    this.#ask(0, true);
  };

  /** Goes to the first row, and asks for what is new there. */
  readonly toTop = (): void => {
    this.#visit += 1;
    this.#scrolledTo = 0;
    this.#first = 0;
    this.#last = 0;
    this.restart();
    this.#changed();
  };

  /** Asks again for what could not be had. */
  readonly retry = (): void => {
    this.#error = null;
    this.#askForWanted();
    this.#changed();
  };

  /** Stops asking. What is at hand stays. */
  readonly rest = (): void => {
    for (const asked of this.#asked.values()) asked.abort();
    this.#asked.clear();
    this.#outdated = false;
  };

  #askForWanted(): void {
    const [from, to] = this.#wanted();
    for (const [page, asked] of this.#asked) {
      if (page === 0 || (page >= from && page <= to)) continue;
      asked.abort();
      this.#asked.delete(page);
    }
    if (this.#error !== null) return;
    for (let page = from; page <= to; page += 1) {
      if (!this.#held.has(page) && !this.#asked.has(page)) this.#ask(page, false);
    }
  }

  #ask(page: number, anew: boolean): void {
    const asked = new AbortController();
    this.#asked.set(page, asked);
    this.#fetchPage(this.#startOf(page).cursor, asked.signal).then(
      (answer) => {
        if (this.#asked.get(page) === asked) this.#arrived(page, answer, anew);
      },
      (error: unknown) => {
        if (this.#asked.get(page) === asked) this.#failed(page, error);
      },
    );
  }

  #arrived(page: number, { items, next_cursor: next }: KeysetPage<T>, anew: boolean): void {
    this.#asked.delete(page);
    this.#error = null;
    if (anew && this.#wanted()[0] > 0) {
      // Whoever has gone on reading meanwhile is not torn from it.
      this.#changed();
      return;
    }
    const behind = this.#starts[page + 1];
    const { row, cursor } = this.#startOf(page);
    const end = row + items.length;
    if (anew || behind?.cursor !== (next ?? undefined) || behind?.row !== end) {
      this.#forgetBehind(page);
      this.#starts[page] = { cursor, row };
      if (next !== null) this.#starts.push({ cursor: next, row: end });
      this.#next = next;
      this.#count = end;
    }
    this.#held.set(page, items);
    this.#letGo();
    if (page === 0 && this.#outdated) {
      this.#outdated = false;
      this.#ask(0, true);
    }
    this.#askForWanted();
    this.#changed();
  }

  #failed(page: number, error: unknown): void {
    this.#asked.delete(page);
    if (page === 0) this.#outdated = false;
    this.#error = error instanceof Error ? error : new Error(String(error));
    this.#changed();
  }

  #forgetBehind(page: number): void {
    this.#starts.length = page + 1;
    for (const held of this.#held.keys()) if (held > page) this.#held.delete(held);
    for (const [other, asked] of this.#asked) {
      if (other <= page) continue;
      asked.abort();
      this.#asked.delete(other);
    }
  }

  /**
   * Keeps the pages that are nearest to what is looked at, and the first: had again, it would begin
   * with what is new, and push everything down under the reader's eyes.
   */
  #letGo(): void {
    const [from, to] = this.#wanted();
    const middle = (from + to) / 2;
    const far = [...this.#held.keys()]
      .filter((page) => page > 0 && (page < from || page > to))
      .sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    const tooMany = this.#held.size - mostPages;
    for (const page of far.slice(0, Math.max(0, tooMany))) this.#held.delete(page);
  }

  /** The pages in sight and one on each side. */
  #wanted(): readonly [from: number, to: number] {
    const from = Math.max(0, this.#pageOf(this.#first) - 1);
    const to = Math.min(this.#starts.length - 1, this.#pageOf(this.#last) + 1);
    return [from, to];
  }

  /** The page that a row lies on: the last that begins at or before it. */
  #pageOf(row: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#startOf(middle).row <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #startOf(page: number): Start {
    return this.#starts[page] ?? { cursor: undefined, row: 0 };
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

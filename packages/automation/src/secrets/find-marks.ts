/** A text that gives a secret away, in small letters. */
export interface SecretForm {
  readonly text: string;
  readonly name: string;
}

/** A stretch of a text that is to be replaced by the name of a secret. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** Where secrets stand in a text, in order and apart from each other. The first of two that overlap is named. */
export function findMarks(original: string, forms: readonly SecretForm[]): readonly Mark[] {
  const text = lowerCase(original);
  const found: Mark[] = [];
  for (const { text: form, name } of forms) {
    for (let from = text.indexOf(form); from !== -1; from = text.indexOf(form, from + 1)) {
      found.push({ from, to: from + form.length, name });
    }
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const marks: Mark[] = [];
  for (const mark of found) {
    const last = marks.at(-1);
    if (last === undefined || mark.from >= last.to) marks.push(mark);
    else if (mark.to > last.to) marks.splice(-1, 1, { ...last, to: mark.to });
  }
  return marks;
}

/**
 * How much of a text, from its start, is redacted in the same way whatever follows it: up to where a
 * secret may have begun.
 */
export function settledLength(original: string, forms: readonly SecretForm[]): number {
  const text = lowerCase(original);
  const begun = Math.min(...forms.map((form) => beginningOf(form.text, text)));
  const across = findMarks(original, forms).find(({ from, to }) => from < begun && begun < to);
  return across?.from ?? begun;
}

/** Where the longest proper beginning of a form stands that ends the text; its length when none does. */
function beginningOf(form: string, text: string): number {
  const first = form.slice(0, 1);
  let at = text.indexOf(first, Math.max(0, text.length - form.length + 1));
  while (at !== -1 && !form.startsWith(text.slice(at))) at = text.indexOf(first, at + 1);
  return at === -1 ? text.length : at;
}

/** Only ASCII letters: the length, and so every position, stays the same. */
export function lowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

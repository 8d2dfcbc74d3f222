/** Longest error that is kept, in characters. */
const maxLength = 8192;
const unstorable = /\p{Surrogate}|\0/gu;

/**
 * An error's text as PostgreSQL can store it, so that a failure is always recorded: NUL and halves of
 * surrogate pairs are replaced, what is too long is cut.
 */
export function errorText(text: string | null | undefined): string | null {
  return text === null || text === undefined
    ? null
    : text.slice(0, maxLength).replaceAll(unstorable, '\uFFFD');
}

/** Longest text of an error that may quote an event. */
const maxLength = 2000;
const unstorable = /\p{Surrogate}|\0/gu;

/** A message that may quote an event, made storable: bounded, without NUL and halves of characters. */
export function plainText(text: string): string {
  const bounded = text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  return bounded.replaceAll(unstorable, '\uFFFD');
}

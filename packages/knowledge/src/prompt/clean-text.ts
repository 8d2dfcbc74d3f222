/**
 * What a terminal, a page or another model could take for more than a letter: controls, marks that
 * turn the direction of text around, letters of no width, and tags.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;

/** One line of plain text: what cannot be seen is gone, and every space is one space. */
export function cleanText(text: string): string {
  return text.replaceAll(/\s/g, ' ').replaceAll(unseen, '').replaceAll(/ +/g, ' ').trim();
}

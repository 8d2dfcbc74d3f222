const WORD = String.raw`[\p{ID_Continue}$]`;
const PLACEHOLDER = '\u0001';

/**
 * Leaves the name of a symbol out of its own text, wherever it stands as a whole word. Two symbols
 * that differ in their name alone have the same text then, which is how a rename is recognised; of
 * one name, two texts that differ still do.
 */
export function withoutOwnName(text: string, name: string): string {
  if (!text.includes(name)) return text;
  const literal = name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const start = new RegExp(`^${WORD}`, 'u').test(name) ? `(?<!${WORD})` : '';
  const end = new RegExp(`${WORD}$`, 'u').test(name) ? `(?!${WORD})` : '';
  return text.replaceAll(new RegExp(`${start}${literal}${end}`, 'gu'), PLACEHOLDER);
}

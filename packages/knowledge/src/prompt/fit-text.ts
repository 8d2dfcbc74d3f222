import { estimateTokens } from './count-tokens.ts';

const cutMark = '\n… (cut)';

/**
 * As much of the beginning of a text as takes at most so many tokens in a JSON document, cut at the end
 * of a line where one is near; null when nothing of it fits.
 */
export function fitText(text: string, tokens: number): string | null {
  if (sizeOf(text) <= tokens) return text;
  let fits = 0;
  let tooLong = text.length;
  while (fits + 1 < tooLong) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (sizeOf(text.slice(0, middle) + cutMark) <= tokens) fits = middle;
    else tooLong = middle;
  }
  if (fits === 0) return null;
  const head = text.slice(0, fits);
  const lineEnd = head.lastIndexOf('\n');
  // A lone half of a character at the cut would become a mark of three bytes.
  const kept = lineEnd > fits / 2 ? head.slice(0, lineEnd) : head.replace(/[\ud800-\udbff]$/, '');
  return kept === '' ? null : kept + cutMark;
}

/** The first items of a list that take at most so many tokens together. */
export function fitList<T>(items: readonly T[], tokens: number): readonly T[] {
  const kept: T[] = [];
  let left = tokens;
  for (const item of items) {
    left -= estimateTokens(`${JSON.stringify(item)},`);
    if (left < 0) break;
    kept.push(item);
  }
  return kept;
}

function sizeOf(text: string): number {
  return estimateTokens(JSON.stringify(text));
}

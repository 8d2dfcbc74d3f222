/**
 * What `JSON.parse` says is wrong with a text, without the piece of the text that it quotes: that may
 * be a part of a secret, which nobody could recognise any more.
 */
export function jsonFault(error: unknown): string {
  if (!(error instanceof SyntaxError)) return 'it is not JSON';
  return error.message
    .replace(/, (?:\.\.\.)?".*$/s, '')
    .replace(/^"[\s\S]*" is not valid JSON$/, 'it is not JSON');
}

/** Cuts `text` around the first place where `query` stands in it, in any case; without one, nowhere. */
export function splitMatch(
  text: string,
  query: string,
): readonly [before: string, match: string, after: string] {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at === -1) return [text, '', ''];
  const end = at + query.length;
  return [text.slice(0, at), text.slice(at, end), text.slice(end)];
}

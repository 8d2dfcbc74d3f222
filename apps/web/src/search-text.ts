/** A value that a URL can hold after its `?`. */
export type SearchText = string | number | boolean | null | undefined;

/** Reads what stands after the `?` of a URL; every value is text, a repeated key counts once. */
export function readSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes it: nothing for what is null, undefined or empty; `/`, `@` and `:` stay readable. */
export function searchText(values: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [`${encodeURIComponent(key)}=${readable(String(value))}`],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** RFC 3986 allows more inside a query than `encodeURIComponent` leaves. */
function readable(value: string): string {
  return encodeURIComponent(value)
    .replaceAll('%2F', '/')
    .replaceAll('%40', '@')
    .replaceAll('%3A', ':');
}

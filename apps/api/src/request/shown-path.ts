/**
 * The path of a request as logs may hold it: a key in it lets its holder in, so only the template of
 * the route is shown then. The query is never part of it.
 */
export function shownPath({
  route,
  url,
}: {
  readonly route: string;
  readonly url: string;
}): string {
  return route.includes('{key}') ? route : new URL(url).pathname;
}

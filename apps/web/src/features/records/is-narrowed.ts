/** Whether a list is asked for less than everything. */
export function isNarrowed(query: Readonly<Record<string, string | undefined>>): boolean {
  return Object.values(query).some((value) => value !== undefined);
}

const LANGUAGES: ReadonlyMap<string, 'typescript' | 'javascript'> = new Map([
  ['.ts', 'typescript'],
  ['.tsx', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
  ['.js', 'javascript'],
  ['.jsx', 'javascript'],
  ['.mjs', 'javascript'],
  ['.cjs', 'javascript'],
]);

/** The language of a source by the extension of its path, or null when the indexer does not read it. */
export function sourceLanguage(path: string): 'typescript' | 'javascript' | null {
  const dot = path.lastIndexOf('.');
  return dot === -1 ? null : (LANGUAGES.get(path.slice(dot)) ?? null);
}

/** Splits a path into stem and source extension; `.d.ts` and its kin count as one extension. */
export function splitSourceExtension(path: string): { stem: string; extension: string } | null {
  const match = /(?:\.d)?\.[cm]?[jt]sx?$/.exec(path);
  if (match === null) return null;
  return { stem: path.slice(0, match.index), extension: match[0] };
}

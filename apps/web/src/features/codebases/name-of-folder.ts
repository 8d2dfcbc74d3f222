/** A name for a codebase that its folder suggests; empty when its last part has nothing to offer. */
export function nameOfFolder(path: string): string {
  const last =
    path
      .trim()
      .split(/[\\/]/)
      .findLast((part) => part !== '') ?? '';
  return last
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 63);
}

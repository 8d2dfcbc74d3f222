const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `41943040` → `41.9 MB`; thousands, as disks are sold. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

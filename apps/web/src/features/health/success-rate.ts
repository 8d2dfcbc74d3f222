/** Statuses with which an execution ends without having done what it should. */
export const failures = ['failed', 'timeout', 'abandoned'] as const;

/** How many of the executions that ended by themselves completed, 0 to 1; null when none ended. */
export function successRate(statuses: Readonly<Record<string, number>>): number | null {
  const completed = statuses.completed ?? 0;
  const ended = completed + failed(statuses);
  return ended === 0 ? null : completed / ended;
}

export function failed(statuses: Readonly<Record<string, number>>): number {
  return failures.reduce((sum, status) => sum + (statuses[status] ?? 0), 0);
}

/** `0.98734` → `98.7%`; never rounded up to all or down to none. */
export function formatRate(rate: number): string {
  const tenths = Math.round(rate * 1000) / 10;
  if (rate < 1 && tenths === 100) return '99.9%';
  if (rate > 0 && tenths === 0) return '0.1%';
  return `${tenths}%`;
}

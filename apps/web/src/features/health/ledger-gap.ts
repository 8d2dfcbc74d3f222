interface DayGaps {
  readonly gaps: {
    readonly events: number;
    readonly matches: number;
    readonly enforcements: number;
  };
}

/** How many records of a day are missing or there twice, at any of its stages. */
export function gapOf({ gaps: { events, matches, enforcements } }: DayGaps): number {
  return Math.abs(events) + Math.abs(matches) + Math.abs(enforcements);
}

/** The same of several days. A gap of one day does not make up for that of another. */
export function ledgerGap(days: readonly DayGaps[]): number {
  return days.reduce((sum, day) => sum + gapOf(day), 0);
}

import picocolors from 'picocolors';

/** Colours where they can be shown; the plain text anywhere else. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly notable: (text: string) => string;
}

export function paintFor(hasColors: boolean): Paint {
  const colors = picocolors.createColors(hasColors);
  return {
    strong: colors.bold,
    faint: colors.dim,
    good: colors.green,
    bad: colors.red,
    notable: colors.yellow,
  };
}

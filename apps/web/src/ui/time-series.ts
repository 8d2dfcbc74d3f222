/** One quantity over time. Lines of several differ in dash as well as in colour. */
export interface TimeSeries {
  readonly label: string;
  /** One for each moment; null where nothing is known. */
  readonly values: readonly (number | null)[];
  readonly tone: 'accent' | 'ok' | 'warn' | 'danger' | 'soft';
  readonly shape: 'line' | 'bars';
  readonly dashed?: boolean;
}

export interface TimeChartProps {
  /** What is shown, in a sentence. */
  readonly label: string;
  /** Moments in milliseconds since 1970, in order. */
  readonly times: readonly number[];
  readonly series: readonly TimeSeries[];
  /** True when each moment begins a day of UTC, which is then written as the day it is. */
  readonly days?: boolean;
  readonly height?: number;
  /** How a value is written. */
  readonly format?: (value: number) => string;
  /** What to do with a span that was brushed, by mouse, finger or keys; without it there is nothing to brush. */
  readonly onZoom?: (span: { readonly from: number; readonly to: number }) => void;
}

/** How long each moment lasts: as long as it is from the first to the second. */
export function bucketLength(times: readonly number[], days: boolean): number {
  const [first, second] = times;
  if (first !== undefined && second !== undefined) return second - first;
  return days ? 86_400_000 : 3_600_000;
}

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
  readonly height?: number;
  /** How a value is written. */
  readonly format?: (value: number) => string;
  /** What to do with a span that was brushed; without it there is nothing to brush. */
  readonly onZoom?: (span: { readonly from: number; readonly to: number }) => void;
}

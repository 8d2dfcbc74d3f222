import { lazy, Suspense, useId } from 'react';
import { formatMoment } from '../format.ts';
import type { TimeChartProps } from './time-series.ts';

const Canvas = lazy(() =>
  import('./time-chart-canvas.tsx').then(({ TimeChartCanvas }) => ({ default: TimeChartCanvas })),
);

const tones = {
  accent: 'bg-accent',
  ok: 'bg-ok',
  warn: 'bg-warn',
  danger: 'bg-danger',
  soft: 'bg-ink-faint',
} as const;

/** Quantities over time: a drawing with a legend, and the same as a table for who cannot see it. */
export function TimeChart(props: TimeChartProps) {
  const { label, times, series, height = 180, format = String } = props;
  const caption = useId();
  return (
    <figure className="grid min-w-0 grid-cols-1 gap-2" aria-labelledby={caption}>
      <figcaption id={caption} className="visually-hidden">
        {label}
      </figcaption>
      {series.length < 2 ? null : (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft" aria-hidden="true">
          {series.map((each) => (
            <li key={each.label} className="inline-flex items-center gap-1.5">
              <span
                className={`${each.shape === 'line' ? 'h-0.5 w-3' : 'size-2.5 rounded-xs'} ${tones[each.tone]} ${each.dashed ? 'opacity-60' : ''}`}
              />
              {each.label}
            </li>
          ))}
        </ul>
      )}
      <div style={{ height }} aria-hidden="true">
        <Suspense fallback={<div className="h-full rounded-chip bg-hover" />}>
          <Canvas {...props} height={height} format={format} />
        </Suspense>
      </div>
      {/* A table is never narrower than its words, so what hides it stands around it. */}
      <div className="visually-hidden">
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              {series.map((each) => (
                <th key={each.label} scope="col">
                  {each.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.map((time, index) => (
              <tr key={time}>
                <th scope="row">{formatMoment(new Date(time).toISOString())}</th>
                {series.map((each) => {
                  const value = each.values[index] ?? null;
                  return <td key={each.label}>{value === null ? 'unknown' : format(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

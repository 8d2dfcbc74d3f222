import { type KeyboardEvent, lazy, Suspense, useId, useState } from 'react';
import { type KeyBrush, moveBrush, spanOf } from './brush-keys.ts';
import { bucketLabel } from './time-axis.ts';
import { bucketLength, type TimeChartProps } from './time-series.ts';

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

/**
 * Quantities over time: a drawing with a legend, and the same as a table for who cannot see it. The
 * drawing is read and brushed by pointer, finger and keys.
 */
export function TimeChart(props: TimeChartProps) {
  const { label, times, series, days = false, height = 180, format = String, onZoom } = props;
  const caption = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const [brush, setBrush] = useState<KeyBrush | null>(null);
  const chosen = brush === null ? null : within(brush, times.length);
  const name = (index: number) => bucketLabel(times[index] ?? 0, { days });
  const reading = (values: readonly (number | null)[], index: number) => {
    const value = values[index] ?? null;
    return value === null ? 'unknown' : format(value);
  };
  const sayOf = (index: number) =>
    `${name(index)}: ${series.map((each) => `${each.label} ${reading(each.values, index)}`).join(', ')}`;

  const zoom = (from: number, to: number) => {
    const [first, last] = [times[from], times[to]];
    if (first === undefined || last === undefined) return;
    setBrush(null);
    onZoom?.({ from: first, to: last + bucketLength(times, days) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (chosen === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const span = spanOf(chosen);
    const moved = moveBrush(chosen, { key: event.key, shift: event.shiftKey }, times.length);
    if (moved !== null) setBrush(moved);
    else if (event.key === 'Enter' && onZoom !== undefined) zoom(span.from, span.to);
    else if (event.key === 'Escape' && chosen.anchor !== null) {
      setBrush({ ...chosen, anchor: null });
    } else return;
    event.preventDefault();
  };

  const said = chosen?.at ?? pointed;
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
      <div
        role="slider"
        tabIndex={0}
        className="relative rounded-chip"
        style={{ height }}
        aria-label={
          onZoom === undefined
            ? `${label}. Arrow keys move through it.`
            : `${label}. Arrow keys move through it, with Shift they choose a span; Enter looks closer.`
        }
        aria-valuemin={0}
        aria-valuemax={Math.max(0, times.length - 1)}
        aria-valuenow={chosen?.at ?? Math.max(0, times.length - 1)}
        aria-valuetext={textOf(chosen, sayOf, name) ?? sayOf(times.length - 1)}
        onKeyDown={onKeyDown}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) {
            setBrush({ at: times.length - 1, anchor: null });
          }
        }}
        onBlur={() => setBrush(null)}
      >
        <Suspense fallback={<div className="h-full rounded-chip bg-hover" />}>
          <Canvas
            {...props}
            days={days}
            height={height}
            format={format}
            chosen={chosen}
            onPoint={setPointed}
          />
        </Suspense>
        {said === null ? null : (
          <p
            className="numeric pointer-events-none absolute top-0 right-0 rounded-chip border border-line bg-surface px-1.5 text-xs text-ink"
            aria-hidden="true"
          >
            {textOf(chosen, sayOf, name) ?? sayOf(said)}
          </p>
        )}
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
                <th scope="row">{name(index)}</th>
                {series.map((each) => (
                  <td key={each.label}>{reading(each.values, index)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** What is chosen stays in the chart when that has fewer buckets than before. */
function within(brush: KeyBrush, buckets: number): KeyBrush {
  const last = Math.max(0, buckets - 1);
  return {
    at: Math.min(brush.at, last),
    anchor: brush.anchor === null ? null : Math.min(brush.anchor, last),
  };
}

function textOf(
  chosen: KeyBrush | null,
  sayOf: (index: number) => string,
  name: (index: number) => string,
): string | null {
  if (chosen === null) return null;
  if (chosen.anchor === null) return sayOf(chosen.at);
  const { from, to } = spanOf(chosen);
  return `From ${name(from)} to the end of ${name(to)}`;
}

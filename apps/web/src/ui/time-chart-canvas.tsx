import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatClock, formatDay } from '../format.ts';
import type { TimeChartProps, TimeSeries } from './time-series.ts';
import { useThemeColours } from './use-theme-colours.ts';

const colourNames = ['accent', 'ok', 'warn', 'danger', 'ink-faint', 'line'] as const;
type Colours = Readonly<Record<(typeof colourNames)[number], string>>;

type CanvasProps = TimeChartProps & {
  readonly height: number;
  readonly format: (value: number) => string;
};

/** The drawing itself, by uPlot. It is made anew when its shape changes, and only fed when its values do. */
export function TimeChartCanvas({ times, series, height, format, onZoom }: CanvasProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const colours = useThemeColours(colourNames);
  const latest = useRef({ times, series, format, onZoom });
  useEffect(() => {
    latest.current = { times, series, format, onZoom };
  });
  const shape = JSON.stringify(
    series.map(({ label, tone, shape: as, dashed }) => [label, tone, as, dashed]),
  );
  const zooms = onZoom !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for what of the series matters here
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const axis = {
      stroke: colours['ink-faint'],
      font: '11px system-ui, sans-serif',
      grid: { stroke: colours.line, width: 1 },
      ticks: { show: false },
    };
    const made = new uPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { drag: { x: zooms, y: false, setScale: false }, y: false },
        scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
        axes: [
          { ...axis, grid: { show: false }, values: sayTimes },
          {
            ...axis,
            size: 52,
            values: (_plot, ticks) => ticks.map((tick) => latest.current.format(tick)),
          },
        ],
        series: [{}, ...latest.current.series.map((each) => lookOf(each, colours))],
        hooks: {
          setSelect: [
            (plot) => {
              if (plot.select.width < 4) return;
              const from = plot.posToVal(plot.select.left, 'x') * 1000;
              const to = plot.posToVal(plot.select.left + plot.select.width, 'x') * 1000;
              plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
              latest.current.onZoom?.({ from, to });
            },
          ],
        },
      },
      dataOf(latest.current.times, latest.current.series),
      element,
    );
    chart.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [shape, height, zooms, colours]);

  useEffect(() => {
    chart.current?.setData(dataOf(times, series));
  }, [times, series]);

  return <div ref={holder} className="h-full min-w-0 overflow-hidden" />;
}

const daySeconds = 86_400;

/** Times of day, with the day below where it begins; days alone when the ticks are that far apart. */
function sayTimes(_plot: uPlot, ticks: number[], _axis: number, _space: number, step: number) {
  let day = '';
  return ticks.map((tick) => {
    const date = new Date(tick * 1000);
    const before = day;
    day = formatDay(date).slice('2026-'.length);
    if (step >= daySeconds) return day;
    return day === before ? formatClock(date) : `${formatClock(date)}\n${day}`;
  });
}

/** uPlot counts in seconds. */
function dataOf(times: readonly number[], series: readonly TimeSeries[]): uPlot.AlignedData {
  return [times.map((time) => time / 1000), ...series.map(({ values }) => [...values])];
}

function lookOf({ label, tone, shape, dashed }: TimeSeries, colours: Colours): uPlot.Series {
  const stroke = colours[tone === 'soft' ? 'ink-faint' : tone];
  const bars = uPlot.paths.bars?.({ size: [0.7, 24] });
  return {
    label,
    stroke,
    width: shape === 'line' ? 1.5 : 0,
    points: { show: false },
    ...(dashed === true ? { dash: [4, 4] } : {}),
    ...(shape === 'bars' ? { fill: stroke, ...(bars === undefined ? {} : { paths: bars }) } : {}),
  };
}

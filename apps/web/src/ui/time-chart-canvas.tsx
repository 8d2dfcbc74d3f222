import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { brushByTouch } from './brush-by-touch.ts';
import { type KeyBrush, spanOf } from './brush-keys.ts';
import { axisLabels } from './time-axis.ts';
import { bucketLength, type TimeChartProps, type TimeSeries } from './time-series.ts';
import { useThemeColours } from './use-theme-colours.ts';

const colourNames = ['accent', 'ok', 'warn', 'danger', 'ink-faint', 'line'] as const;
type Colours = Readonly<Record<(typeof colourNames)[number], string>>;

/** A span narrower than this, in pixels, was a click. */
const leastSpan = 4;

type CanvasProps = TimeChartProps & {
  readonly height: number;
  readonly days: boolean;
  readonly format: (value: number) => string;
  /** What the keyboard has chosen; null while it has not. */
  readonly chosen: KeyBrush | null;
  /** The bucket under the pointer, or null. */
  readonly onPoint: (index: number | null) => void;
};

/** The drawing itself, by uPlot. It is made anew when its shape changes, and only fed when its values do. */
export function TimeChartCanvas(props: CanvasProps) {
  const { times, series, height, days, chosen, onZoom } = props;
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const colours = useThemeColours(colourNames);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
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
    const zoomTo = (plot: uPlot, left: number, width: number) => {
      plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      if (width < leastSpan) return;
      const from = plot.posToVal(left, 'x') * 1000;
      latest.current.onZoom?.({ from, to: plot.posToVal(left + width, 'x') * 1000 });
    };
    const length = () => bucketLength(latest.current.times, days) / 1000;
    const made = new uPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        padding: [8, 12, 0, 0],
        ...(days ? { tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') } : {}),
        cursor: {
          drag: { x: zooms, y: false, setScale: false },
          y: false,
          points: { show: false },
        },
        scales: {
          // The last bucket has a length too.
          x: { range: (_plot, low, high) => [low, high + length()] },
          y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] },
        },
        axes: [
          {
            ...axis,
            grid: { show: false },
            space: 64,
            size: 36,
            values: (_plot, ticks, _axis, _space, step) => [
              ...axisLabels(ticks, { step, utc: days }),
            ],
          },
          {
            ...axis,
            size: (_plot, words) => 16 + 7 * longest(words),
            values: (_plot, ticks) => ticks.map((tick) => latest.current.format(tick)),
          },
        ],
        series: [{}, ...latest.current.series.map((each) => lookOf(each, colours))],
        hooks: {
          setSelect: [(plot) => zoomTo(plot, plot.select.left, plot.select.width)],
          setCursor: [(plot) => latest.current.onPoint(plot.cursor.idx ?? null)],
        },
      },
      dataOf(latest.current.times, latest.current.series),
      element,
    );
    chart.current = made;
    const untouch = zooms ? brushByTouch(made, zoomTo) : () => {};
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      untouch();
      made.destroy();
      chart.current = null;
    };
  }, [shape, height, zooms, days, colours]);

  useEffect(() => {
    chart.current?.setData(dataOf(times, series));
  }, [times, series]);

  useEffect(() => {
    if (chart.current !== null) showChosen(chart.current, chosen, times, days);
  }, [chosen, times, days]);

  return <div ref={holder} className="h-full min-w-0 overflow-hidden" aria-hidden="true" />;
}

/** Letters of the longest of the words beside the ticks. */
function longest(words: readonly string[] | null): number {
  return Math.max(1, ...(words ?? []).map(({ length }) => length));
}

/** Draws what the keyboard has chosen as the pointer would have. */
function showChosen(
  plot: uPlot,
  chosen: KeyBrush | null,
  times: readonly number[],
  days: boolean,
): void {
  const nothing = { left: 0, top: 0, width: 0, height: 0 };
  if (chosen === null) {
    plot.setSelect(nothing, false);
    plot.setCursor({ left: -10, top: -10 }, false);
    return;
  }
  const place = (time: number) => plot.valToPos(time / 1000, 'x');
  const { from, to } = spanOf(chosen);
  const [first, last, at] = [times[from], times[to], times[chosen.at]];
  if (first === undefined || last === undefined || at === undefined) return;
  plot.setCursor({ left: place(at), top: 8 }, false);
  const left = place(first);
  const width = place(last + bucketLength(times, days)) - left;
  plot.setSelect(
    chosen.anchor === null ? nothing : { left, top: 0, width, height: plot.over.clientHeight },
    false,
  );
}

/** uPlot counts in seconds. */
function dataOf(times: readonly number[], series: readonly TimeSeries[]): uPlot.AlignedData {
  return [times.map((time) => time / 1000), ...series.map(({ values }) => [...values])];
}

function lookOf({ label, tone, shape, dashed }: TimeSeries, colours: Colours): uPlot.Series {
  const stroke = colours[tone === 'soft' ? 'ink-faint' : tone];
  const bars = uPlot.paths.bars?.({ size: [0.7, 24], align: 1 });
  return {
    label,
    stroke,
    width: shape === 'line' ? 1.5 : 0,
    points: { show: false },
    ...(dashed === true ? { dash: [4, 4] } : {}),
    ...(shape === 'bars' ? { fill: stroke, ...(bars === undefined ? {} : { paths: bars }) } : {}),
  };
}

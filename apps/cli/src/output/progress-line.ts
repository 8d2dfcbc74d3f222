import type { Output } from '../process/output.ts';
import { shortened } from './columns.ts';
import { counted } from './counted.ts';

const barWidth = 24;
/** Drawn no more often than an eye follows, in milliseconds. */
const pauseMs = 80;
/** Without a terminal, a line each time that so much more is done. */
const plainStep = 0.25;

/** How far long work is. */
export interface Progress {
  readonly label: string;
  readonly done: number;
  /** 0 until it is known. */
  readonly total: number;
  /** What is counted; files, when left out. */
  readonly unit?: string;
}

/** Tells how far long work is, until it is cleared. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Takes the bar away, so that what follows starts on a clean line. */
  clear(): void;
}

/**
 * A bar that is drawn over itself on a terminal; elsewhere a line for each step of the work and for
 * each quarter of it.
 */
export function progressLine(
  err: Output,
  now: () => number = () => performance.now(),
): ProgressLine {
  return err.isTerminal ? bar(err, now) : plainLines(err);
}

function bar(err: Output, now: () => number): ProgressLine {
  let drawnAt = -Infinity;
  let label = '';
  let isDrawn = false;
  return {
    show(progress) {
      const moment = now();
      if (progress.label === label && moment - drawnAt < pauseMs) return;
      drawnAt = moment;
      label = progress.label;
      isDrawn = true;
      err.write(`\r\u001b[2K${shortened(barText(progress), (err.width() ?? 80) - 1)}`);
    },
    clear() {
      if (isDrawn) err.write('\r\u001b[2K');
      isDrawn = false;
      label = '';
    },
  };
}

/** `[#####-------]  41%  Reading 49 of 120 files`, or the label alone. */
export function barText({ label, done, total, unit = 'file' }: Progress): string {
  if (total === 0) return `${label} …`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * barWidth);
  const drawn = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`;
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  return `${drawn} ${percent}  ${label} ${done.toLocaleString('en-US')} of ${counted(total, unit)}`;
}

function plainLines(err: Output): ProgressLine {
  let label = '';
  let told = 0;
  return {
    show(progress) {
      const share = progress.total === 0 ? 0 : progress.done / progress.total;
      if (progress.label === label && share < told + plainStep) return;
      if (progress.label !== label) told = 0;
      else told = Math.floor(share / plainStep) * plainStep;
      label = progress.label;
      const { done, total, unit = 'file' } = progress;
      const far =
        total === 0 ? ' …' : ` ${done.toLocaleString('en-US')} of ${counted(total, unit)}`;
      err.write(`${label}${far}\n`);
    },
    clear() {},
  };
}

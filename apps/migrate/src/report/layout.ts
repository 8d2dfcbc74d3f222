import Table from 'cli-table3';
import type { Paint } from './paint.ts';

const indent = '  ';

/** Lines moved to the right by one step. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? line : indent + line));
}

/** Columns under a faint heading, without a frame; numbers stand to the right. */
export function table(
  paint: Paint,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const grid = new Table({
    head: columns.map(paint.faint),
    colAligns: columns.map((_, index) => (typeof rows[0]?.[index] === 'number' ? 'right' : 'left')),
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  grid.push(...rows.map((row) => row.map((cell) => formatCell(cell))));
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

const borderless = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

function formatCell(cell: string | number): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell;
}

/** "1 migration", "2 migrations". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from '../navigation.tsx';
import type { Place } from '../places.ts';
import type { Rows } from './rows.ts';
import { mostRows } from './scroll-space.ts';
import { useRowWindow } from './use-row-window.ts';

export interface Column<T> {
  readonly id: string;
  readonly label: string;
  /** A CSS width; `auto` shares what is left. */
  readonly width: string;
  readonly align?: 'start' | 'end';
  /** True for what a phone has no room for. */
  readonly wide?: boolean;
  readonly cell: (row: T) => ReactNode;
}

interface DataTableProps<T> {
  /** What the rows are, for those who do not see them. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: Rows<T>;
  readonly rowKey: (row: T) => string | number;
  /** Where a row leads; its first cell holds the link, all of it can be clicked. */
  readonly place?: (row: T) => Place;
  /** Marks the row that is shown elsewhere on the page. */
  readonly isCurrent?: (row: T) => boolean;
}

const rowHeight = 36;

/**
 * Rows under column heads that stay in sight. Only the rows in the window are in the document, so
 * its length does not matter; it fills the height that its parent gives it. ↑ and ↓ move between rows.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, rowKey, place, isCurrent } = props;
  const frame = useRef<HTMLElement>(null);
  const { base, top, first, last } = useRowWindow(frame, rows, rowHeight);
  const [wanted, setWanted] = useState<number | null>(null);

  const { show } = rows;
  useEffect(() => show(top, last), [show, top, last]);

  useEffect(() => {
    if (wanted === null) return;
    const link = frame.current?.querySelector<HTMLElement>(`[data-row="${wanted}"] a`);
    if (link === null || link === undefined) return;
    setWanted(null);
    link.focus({ preventScroll: true });
  });

  const onKey = (event: KeyboardEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-row]') : null;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (row === null || step === undefined || frame.current === null) return;
    event.preventDefault();
    const here = Number(row.getAttribute('data-row'));
    const target = Math.min(Math.max(here + step, 0), rows.count - 1);
    reveal(frame.current, target - base);
    setWanted(target);
  };

  const end = Math.min(rows.count, base + mostRows);
  const indices = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);
  return (
    <section
      ref={frame}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the arrow keys cannot scroll here
      tabIndex={0}
      onKeyDown={onKey}
      className="min-h-0 overflow-auto [overflow-anchor:none] rounded-control border border-line bg-surface shadow-raised"
    >
      <table
        className="w-full table-fixed"
        aria-label={label}
        aria-rowcount={rows.more ? -1 : rows.count + 1}
      >
        <colgroup>
          {columns.map(({ id, width, wide }) => (
            <col key={id} style={{ width }} className={columnClass(width, wide)} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={`h-9 border-b border-line px-3 text-xs font-medium text-ink-faint ${cellClass(column)}`}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={(first - base) * rowHeight} />
          {indices.map((index) => {
            const row = rows.at(index);
            if (row === undefined) return <AwaitedRow key={`row ${index}`} columns={columns} />;
            return (
              <tr
                key={rowKey(row)}
                data-row={index}
                aria-rowindex={index + 2}
                aria-current={isCurrent?.(row) === true ? 'true' : undefined}
                className={`relative h-9 border-b border-line aria-[current=true]:bg-accent-soft ${place === undefined ? '' : 'hover:bg-hover'}`}
              >
                {columns.map((column, position) => (
                  <td key={column.id} className={`truncate px-3 ${cellClass(column)}`}>
                    {position === 0 && place !== undefined ? (
                      <Link to={place(row)} className="font-medium after:absolute after:inset-0">
                        {column.cell(row)}
                      </Link>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={(end - 1 - last) * rowHeight} />
        </tbody>
      </table>
    </section>
  );
}

/** On a phone the columns that share the width of the table share what others leave. */
function columnClass(width: string, wide: boolean | undefined): string {
  if (wide === true) return 'max-tablet:hidden';
  return width.endsWith('%') ? 'max-tablet:w-auto!' : '';
}

function cellClass({ align, wide }: Pick<Column<never>, 'align' | 'wide'>): string {
  const side = align === 'end' ? 'text-right tabular-nums' : 'text-left';
  return `${side} ${wide === true ? 'max-tablet:hidden' : ''}`;
}

/** Of one cell: it must not make a column that a phone leaves out. */
function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td style={{ height, padding: 0 }} />
    </tr>
  );
}

function AwaitedRow<T>({ columns }: { readonly columns: readonly Column<T>[] }) {
  return (
    <tr className="h-9 border-b border-line" aria-busy="true">
      {columns.map((column) => (
        <td key={column.id} className={`px-3 ${cellClass(column)}`}>
          <span className="block h-3 w-2/3 rounded-chip bg-hover" />
        </td>
      ))}
    </tr>
  );
}

/** Scrolls no further than needed; the head covers the first row's height. */
function reveal(frame: HTMLElement, index: number): void {
  const top = index * rowHeight;
  const bottom = top + 2 * rowHeight;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (bottom > frame.scrollTop + frame.clientHeight) {
    frame.scrollTop = bottom - frame.clientHeight;
  }
}

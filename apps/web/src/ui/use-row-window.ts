import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Rows } from './rows.ts';
import { mostRows, shiftOf } from './scroll-space.ts';

interface RowWindow {
  /** The row at the top of what can be scrolled through. */
  readonly base: number;
  /** The first row in sight. */
  readonly top: number;
  /** What is to be drawn: what is in sight, and a little beyond. */
  readonly first: number;
  readonly last: number;
}

/** Rows that are drawn beyond the edges, so that a quick flick shows no gap. */
const beyond = 12;

/**
 * Which rows of one height are in sight of a frame that scrolls, or nearly. The figures come from the
 * scroll position alone, so nothing is kept for a row, however many there are.
 */
export function useRowWindow(
  frame: RefObject<HTMLElement | null>,
  { id, start, count, remember }: Omit<Rows<unknown>, 'at' | 'show' | 'more'>,
  rowHeight: number,
): RowWindow {
  const [span, setSpan] = useState<RowWindow>(() => startingAt(start));
  const [list, setList] = useState(id);
  if (list !== id) {
    setList(id);
    setSpan(startingAt(start));
  }

  /** What is laid out, and the row that it is scrolled to. */
  const place = useRef({ id: '', base: 0, row: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    const row = place.current.id === id ? place.current.row : start;
    place.current = { id, base: span.base, row };
    // From the row, not from the scroll position: with other rows laid out that may be cut off already.
    if (element !== null) element.scrollTop = (row - span.base) * rowHeight;
  }, [frame, id, start, span.base, rowHeight]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => {
      // What is laid out now, which may be behind what was asked for.
      const { base } = place.current;
      const scrolled = Math.floor(element.scrollTop / rowHeight);
      const top = base + scrolled;
      place.current.row = base + element.scrollTop / rowHeight;
      remember(place.current.row);
      const next = {
        base: base + shiftOf({ base, top: scrolled, count }),
        top,
        first: Math.max(0, top - beyond),
        last: top + Math.ceil(element.clientHeight / rowHeight) + beyond,
      };
      setSpan((now) =>
        now.base === next.base && now.top === top && now.last === next.last ? now : next,
      );
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [frame, rowHeight, count, remember]);

  const end = Math.min(count, span.base + mostRows);
  return {
    base: span.base,
    top: Math.min(span.top, Math.max(0, count - 1)),
    first: Math.min(Math.max(span.first, span.base), Math.max(span.base, end - 1)),
    last: Math.min(span.last, end - 1),
  };
}

function startingAt(row: number): RowWindow {
  const top = Math.floor(row);
  const base = shiftOf({ base: 0, top, count: Number.POSITIVE_INFINITY });
  return { base, top, first: Math.max(0, top - beyond), last: top + 60 };
}

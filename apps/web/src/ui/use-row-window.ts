import { type RefObject, useEffect, useState } from 'react';

interface RowWindow {
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
  count: number,
  rowHeight: number,
): RowWindow {
  const [span, setSpan] = useState<RowWindow>({ first: 0, last: 60 });

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - beyond);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + beyond;
      setSpan((now) => (now.first === first && now.last === last ? now : { first, last }));
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [frame, rowHeight]);

  return {
    first: Math.min(span.first, Math.max(0, count - 1)),
    last: Math.min(span.last, count - 1),
  };
}

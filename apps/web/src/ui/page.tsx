import type { ReactNode } from 'react';

interface PageProps {
  /** `fill` gives the page the height of the window, for tables and canvases that scroll inside. */
  readonly height?: 'content' | 'fill';
  readonly width?: 'reading' | 'wide';
  readonly children: ReactNode;
}

/** The frame of a page that is one column: header first, then its parts. */
export function Page({ height = 'content', width = 'reading', children }: PageProps) {
  const block = height === 'fill' ? 'h-full min-h-96' : 'min-h-full content-start';
  const inline = width === 'wide' ? '' : 'max-w-[1200px]';
  return (
    <div
      className={`mx-auto flex flex-col gap-4 px-8 pt-6 pb-8 max-tablet:px-4 max-tablet:pt-4 ${block} ${inline}`}
    >
      {children}
    </div>
  );
}

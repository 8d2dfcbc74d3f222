import type { ReactNode } from 'react';

interface SplitProps {
  /** Names the list for those who jump between regions. */
  readonly label: string;
  readonly list: ReactNode;
  readonly detail: ReactNode;
  /** On a narrow screen only one side fits; this says which. */
  readonly detailOpen: boolean;
  /** A change of it scrolls the detail back to its top. */
  readonly detailKey: string;
}

/** A list beside the detail of what is chosen in it; each scrolls by itself where there is room. */
export function Split({ label, list, detail, detailOpen, detailKey }: SplitProps) {
  return (
    <div className="split" data-open={detailOpen ? 'detail' : 'list'}>
      <section className="split-list" aria-label={label}>
        {list}
      </section>
      <div className="split-detail" key={detailKey}>
        {detail}
      </div>
    </div>
  );
}

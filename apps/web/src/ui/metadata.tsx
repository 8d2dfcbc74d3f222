import type { ReactNode } from 'react';
import { Instant, Moment } from './moment.tsx';

/** The facts of a record beside its page: names left, values right, dense. */
export function Metadata({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[auto_minmax(144px,1fr)] gap-x-4 gap-y-2">{children}</dl>;
}

interface MetadataItemProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function MetadataItem({ label, children }: MetadataItemProps) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 text-right tabular-nums wrap-anywhere">{children}</dd>
    </>
  );
}

/** A moment in full, with how long ago it was below. */
export function MetadataMoment({ label, at }: { readonly label: string; readonly at: string }) {
  return (
    <MetadataItem label={label}>
      <Instant at={at} />
      <span className="block text-xs text-ink-faint">
        <Moment at={at} />
      </span>
    </MetadataItem>
  );
}

interface DetailColumnsProps {
  readonly main: ReactNode;
  readonly side: ReactNode;
}

/** A record's page: what it is about, and its metadata beside it; below it on a narrow screen. */
export function DetailColumns({ main, side }: DetailColumnsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_280px] items-start gap-4 max-desk:grid-cols-1">
      <div className="grid min-w-0 gap-4">{main}</div>
      <aside className="grid min-w-0 gap-4" aria-label="Metadata">
        {side}
      </aside>
    </div>
  );
}

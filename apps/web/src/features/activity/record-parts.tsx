import type { JsonValue } from '@clew/contracts';
import type { ReactNode } from 'react';
import { formatMoment } from '../../format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Truncated } from '../../ui/truncated.tsx';

interface RecordHeaderProps {
  readonly name: string;
  readonly id: number;
  readonly state?: ReactNode;
}

export function RecordHeader({ name, id, state }: RecordHeaderProps) {
  return (
    <header className="record-header">
      <h2 className="mono">
        <Truncated text={name} />
      </h2>
      {state}
      <span className="record-id faint numeric">
        {id}
        <CopyButton text={String(id)} what="the id" />
      </span>
    </header>
  );
}

export function RecordFacts({ children }: { readonly children: ReactNode }) {
  return <dl className="facts record-facts">{children}</dl>;
}

interface RecordFactProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function RecordFact({ label, children }: RecordFactProps) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A moment in full, with how long ago it was. */
export function FullMoment({ at }: { readonly at: string }) {
  return (
    <span className="numeric">
      {formatMoment(at)} <span className="faint">· </span>
      <span className="faint">
        <Moment at={at} />
      </span>
    </span>
  );
}

interface RecordJsonProps {
  readonly title: string;
  readonly value: JsonValue;
}

/** A stored JSON value; nothing is shown where nothing is stored. */
export function RecordJson({ title, value }: RecordJsonProps) {
  if (value === null) return null;
  return (
    <section className="record-json" aria-label={title}>
      <h3 className="section-title">
        {title}
        <CopyButton text={JSON.stringify(value, null, 2)} what={title.toLowerCase()} />
      </h3>
      <ScrollRegion className="json mono" label={`${title} as JSON`}>
        <JsonView value={value} />
      </ScrollRegion>
    </section>
  );
}

import type { ReactNode } from 'react';
import { Link } from '../../navigation.tsx';
import type { Place } from '../../places.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { DetailColumns } from '../../ui/metadata.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { FoundRecord } from './use-record.ts';

interface RecordPageProps {
  /** What it is one of, and the way back to them all. */
  readonly kind: string;
  readonly all: Place;
  readonly name: string;
  readonly id?: number;
  /** How it was found: whether what is shown may be old. */
  readonly found?: FoundRecord<unknown>;
  readonly state?: ReactNode;
  readonly actions?: ReactNode;
  readonly main: ReactNode;
  readonly side: ReactNode;
}

/** One record in full: what it is and how it stands, then its parts, with its metadata beside them. */
export function RecordPage(props: RecordPageProps) {
  const { kind, all, name, id, found, state, actions, main, side } = props;
  return (
    <Page>
      <title>{`${name} · Clew`}</title>
      <header className="grid gap-1">
        <Link to={all} className="inline-flex items-center gap-1 self-start text-xs text-ink-soft">
          <Icon name="back" size={12} />
          {kind}
        </Link>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="mono text-xl leading-8 tracking-tight wrap-anywhere">{name}</h1>
            {state}
            {id === undefined ? null : (
              <span className="numeric inline-flex items-center text-xs text-ink-faint">
                {id}
                <CopyButton text={String(id)} what="the id" />
              </span>
            )}
          </div>
          {actions === undefined ? null : (
            <div className="flex flex-wrap items-center gap-2">{actions}</div>
          )}
        </div>
      </header>
      {found === undefined || found.error === null ? null : (
        <ProblemNotice error={found.error} onRetry={found.refresh} />
      )}
      <DetailColumns main={main} side={side} />
    </Page>
  );
}

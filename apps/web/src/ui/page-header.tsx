import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  /** One sentence on what is shown here, or the facts that identify it. */
  readonly lead?: ReactNode;
  /** Buttons that act on the whole page. */
  readonly actions?: ReactNode;
  /** The tab's title, when it is not the same as the heading. */
  readonly tab?: string;
}

/** The head of a page: its only `h1`, what it is about, and what can be done. */
export function PageHeader({ title, lead, actions, tab = title }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <title>{`${tab} · Clew`}</title>
      <div className="min-w-0">
        <h1 className="text-xl leading-8 tracking-tight wrap-anywhere">{title}</h1>
        {lead === undefined ? null : <div className="text-ink-soft">{lead}</div>}
      </div>
      {actions === undefined ? null : (
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      )}
    </header>
  );
}

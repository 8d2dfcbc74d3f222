import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger';

interface TagProps {
  readonly tone?: Tone;
  readonly dot?: boolean;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A word that classifies what it stands beside; `dot` marks a state that can change. */
export function Tag({ tone = 'neutral', dot = false, title, children }: TagProps) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {dot ? <span className="tag-dot" aria-hidden="true" /> : null}
      {children}
    </span>
  );
}

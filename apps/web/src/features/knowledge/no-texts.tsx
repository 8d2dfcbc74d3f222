import type { ReactNode } from 'react';
import { knowledgeOf } from '../../codebase-places.ts';
import { Link } from '../../navigation.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useMoment } from '../../use-moment.ts';
import type { KnowledgeView } from './knowledge-view.ts';

interface NoTextsProps {
  readonly view: KnowledgeView;
  /** That there are none at all. */
  readonly title: string;
  /** What would put one here. */
  readonly children: ReactNode;
}

/** Tells a list that is empty from one that its filters leave empty. */
export function NoTexts({ view, title, children }: NoTextsProps) {
  const isPast = useMoment() !== undefined;
  if (view.q === '' && view.stale === null) {
    return (
      <EmptyState icon="reference" title={title}>
        {isPast ? null : <p>{children}</p>}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="filter" title="Nothing is left by these filters">
      <p>
        <Link to={knowledgeOf(view.codebase, { view: view.view })} className="text-link">
          Show all
        </Link>
      </p>
    </EmptyState>
  );
}

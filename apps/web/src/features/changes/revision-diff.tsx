import type { Revision } from '../../answers.ts';
import { changesOf } from '../../codebase-places.ts';
import { useGo } from '../../navigation.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { ChangesView } from './changes-view.ts';
import { Differences } from './differences.tsx';
import { RevisionChoice } from './revision-choice.tsx';

interface RevisionDiffProps {
  readonly view: ChangesView;
  /** Newest first. */
  readonly revisions: readonly Revision[];
}

/** The net differences between two revisions. */
export function RevisionDiff({ view, revisions }: RevisionDiffProps) {
  const go = useGo();
  const to = view.to ?? revisions[0]?.id ?? 1;
  const from = view.from ?? revisions.find(({ id }) => id < to)?.id ?? null;
  const choice = (
    <div className="flex flex-wrap items-center gap-3">
      <RevisionChoice
        label="From"
        value={from}
        revisions={revisions.filter(({ id }) => id < to)}
        onChange={(id) => go(changesOf(view.codebase, { ...view, from: id, to }))}
      />
      <RevisionChoice
        label="To"
        value={to}
        revisions={revisions}
        onChange={(id) =>
          go(
            changesOf(view.codebase, {
              ...view,
              to: id,
              from: from === null || from >= id ? null : from,
            }),
          )
        }
      />
    </div>
  );
  if (from === null) {
    return (
      <>
        {choice}
        <EmptyState icon="changes" title="Nothing lies before this revision">
          <p>Change the sources and index again; what changed then shows here.</p>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {choice}
      <Differences key={`${from} ${to}`} view={view} from={from} to={to} />
    </>
  );
}

import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Revision } from '../../answers.ts';
import { changesOf, changesViews } from '../../codebase-places.ts';
import { useGo } from '../../navigation.tsx';
import { ask } from '../../query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BrokenReferences } from './broken-references.tsx';
import type { ChangesView } from './changes-view.ts';
import { DeletedSymbols } from './deleted-symbols.tsx';
import { RevisionDiff } from './revision-diff.tsx';
import { RevisionTimeline } from './revision-timeline.tsx';

const route = getRouteApi('/codebases/$codebase/changes');
const mostRevisions = 200;
const viewNames = {
  diff: 'Differences',
  broken: 'Broken references',
  deleted: 'Deleted',
} as const;

/** How the graph came to be as it is: the way through its revisions, and what each changed. */
export function ChangesPage() {
  const { codebase } = route.useParams();
  const view: ChangesView = { ...route.useSearch(), codebase };
  const go = useGo();
  const revisions = useQuery({
    ...ask(routes.listRevisions, { params: { name: codebase }, query: { limit: mostRevisions } }),
    select: (page) => page.items,
  });
  return (
    <div className="flex h-full min-h-150 flex-col gap-4 px-8 pt-6 pb-4 max-tablet:px-4">
      <PageHeader
        title="Changes"
        lead="Each index run that found something new is a revision of the graph."
        actions={
          <Segments
            label="Show"
            options={changesViews}
            value={view.view}
            name={(each) => viewNames[each]}
            onChange={(next) => go(changesOf(codebase, { ...view, view: next }))}
          />
        }
      />
      {revisions.isPending ? (
        <Skeleton rows={6} label="Loading the revisions" />
      ) : revisions.isError ? (
        <ProblemNotice error={revisions.error} onRetry={() => revisions.refetch()} />
      ) : revisions.data.length === 0 ? (
        <EmptyState icon="changes" title="Not indexed yet">
          <p>The first index run makes the first revision. Start it from the overview.</p>
        </EmptyState>
      ) : (
        <>
          <RevisionTimeline revisions={revisions.data} />
          <Chosen view={view} revisions={revisions.data} />
        </>
      )}
    </div>
  );
}

interface ChosenProps {
  readonly view: ChangesView;
  readonly revisions: readonly Revision[];
}

function Chosen({ view, revisions }: ChosenProps) {
  switch (view.view) {
    case 'diff':
      return <RevisionDiff view={view} revisions={revisions} />;
    case 'broken':
      return <BrokenReferences codebase={view.codebase} />;
    case 'deleted':
      return <DeletedSymbols view={view} />;
  }
}

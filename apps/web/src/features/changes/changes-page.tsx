import { routes } from '@clew/contracts/api';
import { getRouteApi } from '@tanstack/react-router';
import type { Revision } from '../../answers.ts';
import { call } from '../../api.ts';
import { changesOf, changesViews } from '../../codebase-places.ts';
import { useGo } from '../../navigation.tsx';
import { keyOf } from '../../query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { BrokenReferences } from './broken-references.tsx';
import type { ChangesView } from './changes-view.ts';
import { DeletedSymbols } from './deleted-symbols.tsx';
import { RevisionDiff } from './revision-diff.tsx';
import { RevisionTimeline } from './revision-timeline.tsx';

const route = getRouteApi('/codebases/$codebase/changes');
const pageSize = 200;
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
  const params = { name: codebase };
  const query = { limit: pageSize };
  const revisions = usePages({
    queryKey: keyOf(routes.listRevisions, { params, query }),
    fetchPage: (cursor, signal) =>
      call(routes.listRevisions, { params, query: { ...query, cursor } }, { signal }),
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
      {revisions.error === null ? null : (
        <ProblemNotice error={revisions.error} onRetry={revisions.retry} />
      )}
      {revisions.items === undefined ? (
        revisions.error === null ? (
          <Skeleton rows={6} label="Loading the revisions" />
        ) : null
      ) : revisions.items.length === 0 ? (
        <EmptyState icon="changes" title="Not indexed yet">
          <p>The first index run makes the first revision. Start it from the overview.</p>
        </EmptyState>
      ) : (
        <>
          <RevisionTimeline
            revisions={revisions.items}
            showEarlier={revisions.showMore}
            isLoadingEarlier={revisions.isLoadingMore}
          />
          <Chosen view={view} revisions={revisions.items} />
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

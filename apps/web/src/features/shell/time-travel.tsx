import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { formatCommit } from '../../format.ts';
import { Link, usePlace } from '../../navigation.tsx';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';

const route = getRouteApi('/codebases/$codebase');

/** The pages of a codebase; while they show the past, a banner on each of them says so. */
export function TimeTravel() {
  const { at } = route.useSearch();
  const { codebase } = route.useParams();
  if (at === null) return <Outlet />;
  return (
    <div className="flex h-full flex-col">
      <PastBanner codebase={codebase} at={at} />
      <div className="min-h-0 flex-1 overflow-auto" data-pane="past">
        <Outlet />
      </div>
    </div>
  );
}

interface PastBannerProps {
  readonly codebase: string;
  readonly at: string;
}

function PastBanner({ codebase, at }: PastBannerProps) {
  const then = useQuery(ask(routes.getCodebase, { params: { name: codebase }, query: { at } }));
  const revision = then.data?.last_revision ?? null;
  const here = usePlace();
  return (
    <p
      role="status"
      aria-label="Looking at the past"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-warn"
    >
      <Icon name="clock" />
      <strong className="font-semibold">
        Graph as of {revision === null ? at : `revision ${revision.id}`}
      </strong>
      {revision === null ? null : (
        <span className="tabular-nums">
          {revision.commit === null ? null : <code>{formatCommit(revision.commit)} </code>}
          <Moment at={revision.started_at} />
        </span>
      )}
      {then.isError ? <span>{then.error.message}</span> : null}
      <Link
        to={{ ...here, search: { ...here.search, at: null } }}
        className="text-link ml-auto font-medium"
      >
        Back to the present
      </Link>
    </p>
  );
}

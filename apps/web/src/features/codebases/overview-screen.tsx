import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Link } from '../../navigation.tsx';
import { overview } from '../../places.ts';
import { ask } from '../../query.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { useMoment } from '../../use-moment.ts';
import { CodebaseCounts } from './codebase-counts.tsx';
import { IndexJob, IndexNow } from './index-job.tsx';
import { IntegrityPanel } from './integrity-panel.tsx';
import { LastRun } from './last-run.tsx';
import { RemoveCodebase } from './remove-codebase.tsx';
import { RunsTable } from './runs-table.tsx';
import { useIndexJob } from './use-index-job.ts';
import './codebases.css';

const route = getRouteApi('/codebases/$codebase/');

export function OverviewPage() {
  const { codebase } = route.useParams();
  const { job } = route.useSearch();
  return <OverviewScreen key={codebase} codebase={codebase} job={job} />;
}

interface OverviewScreenProps {
  readonly codebase: string;
  readonly job: string | null;
}

/** The state of one codebase: how big it is, how fresh, and whether its graph is sound. */
function OverviewScreen({ codebase, job }: OverviewScreenProps) {
  const at = useMoment();
  const answer = useQuery(ask(routes.getCodebase, { params: { name: codebase }, query: { at } }));
  const indexJob = useIndexJob(codebase, job);

  if (answer.isPending) {
    return (
      <div className="page">
        <Skeleton rows={8} label="Loading the codebase" />
      </div>
    );
  }
  if (answer.isError) {
    return (
      <div className="page">
        <title>{`${codebase} · Clew`}</title>
        <ProblemNotice
          error={answer.error}
          onRetry={() => answer.refetch()}
          suggest={(name) => (
            <Link to={overview(name)} className="text-link">
              {name}
            </Link>
          )}
        />
      </div>
    );
  }
  const { data } = answer;
  return (
    <div className="page overview">
      <title>{`${codebase} · Clew`}</title>
      <header className="page-header">
        <div className="page-heading">
          <h1>{codebase}</h1>
          <p className="overview-root mono faint">
            <Truncated text={data.root} />
            <CopyButton text={data.root} what="the path of the sources" />
          </p>
        </div>
        {at === undefined ? (
          <span className="flex flex-wrap items-center gap-2">
            <RemoveCodebase codebase={data} />
            <IndexNow job={indexJob} />
          </span>
        ) : null}
      </header>
      <IndexJob codebase={codebase} job={indexJob} />
      {data.last_revision === null ? (
        <EmptyState icon="symbols" title="Not indexed yet">
          <p>
            The graph is empty until the first index run. It reads the sources under{' '}
            <code>{data.root}</code> and changes nothing there.
          </p>
        </EmptyState>
      ) : (
        <>
          <CodebaseCounts codebase={codebase} counts={data.counts} />
          <div className="overview-columns">
            <div className="overview-runs">
              <LastRun revision={data.last_revision} />
              <RunsTable codebase={codebase} />
            </div>
            <IntegrityPanel codebase={codebase} />
          </div>
        </>
      )}
    </div>
  );
}

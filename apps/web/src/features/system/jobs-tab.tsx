import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { formatCount, formatTerm } from '../../format.ts';
import { ask } from '../../query.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';
import { Answered } from './answered.tsx';
import { formatInterval } from './format-interval.ts';

/** The background jobs of the event store, with how their runs went. */
export function JobsTab() {
  const jobs = useQuery({ ...ask(routes.getJobs, {}), refetchInterval: 15_000 });
  return (
    <Panel title="Background jobs of the history" flush>
      <Answered answer={jobs} what="the jobs">
        {(data) => (
          <ScrollRegion className="table-scroll" label="Jobs">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Does</th>
                  <th scope="col">On</th>
                  <th scope="col">Last run</th>
                  <th scope="col">When</th>
                  <th scope="col">Next</th>
                  <th scope="col">Every</th>
                  <th scope="col" className="cell-number">
                    Runs
                  </th>
                  <th scope="col" className="cell-number">
                    Failures
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.jobs.map((job) => (
                  <tr key={job.id}>
                    <th scope="row">{formatTerm(job.procedure.replace('policy_', ''))}</th>
                    <td className="mono">{job.target ?? '–'}</td>
                    <td>
                      <LastRun status={job.last_status} scheduled={job.scheduled} />
                    </td>
                    <td>{job.last_started === null ? '–' : <Moment at={job.last_started} />}</td>
                    <td>{job.next_start === null ? '–' : <Moment at={job.next_start} />}</td>
                    <td className="numeric">{formatInterval(job.schedule_interval)}</td>
                    <td className="cell-number">{formatCount(job.runs)}</td>
                    <td
                      className={`cell-number ${job.failures === 0 ? '' : 'font-semibold text-danger'}`}
                    >
                      {formatCount(job.failures)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Answered>
    </Panel>
  );
}

const unknown: StatusLook = { tone: 'neutral', icon: 'clock' };

function LastRun({
  status,
  scheduled,
}: {
  readonly status: string | null;
  readonly scheduled: boolean;
}) {
  if (!scheduled) return <StatusBadge look={{ tone: 'warn', icon: 'pause' }}>off</StatusBadge>;
  if (status === null) return <StatusBadge look={unknown}>not yet</StatusBadge>;
  const good = status === 'Success';
  return (
    <StatusBadge look={good ? { tone: 'ok', icon: 'check' } : { tone: 'danger', icon: 'error' }}>
      {good ? 'succeeded' : 'failed'}
    </StatusBadge>
  );
}

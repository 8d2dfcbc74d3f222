import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Lineage } from '../../answers.ts';
import { formatDuration, formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { enforcement, event, execution } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useStream } from '../../ui/use-stream.ts';
import { statusSteps } from '../executions/status-steps.ts';
import { RecordLink } from '../records/record-link.tsx';
import { EnforcementState, ExecutionState } from '../records/record-state.tsx';

type Match = Lineage['enforcements'][number];
type Run = Match['executions'][number];

/** What the event led to, as a tree: matches of rules, their runs, and each attempt. It follows what happens. */
export function EventLineage({ id }: { readonly id: number }) {
  const lineage = useQuery({ ...ask(routes.getLineage, { params: { id } }), staleTime: 0 });
  const refresh = () => void lineage.refetch();
  const told = (about: number | null) => {
    if (about === null || about === id) refresh();
  };
  useStream({
    topics: ['enforcement', 'execution'],
    enabled: lineage.data !== undefined,
    onEntry: (entry) => {
      if (entry.topic === 'enforcement') told(entry.event);
      else if (entry.topic === 'execution' && concerns(lineage.data, entry.entity_id)) refresh();
    },
    onGap: refresh,
  });
  return (
    <Panel title="What it led to">
      {lineage.data === undefined ? (
        lineage.error === null ? (
          <Skeleton rows={3} label="Loading the lineage" />
        ) : (
          <ProblemNotice error={lineage.error} onRetry={refresh} />
        )
      ) : (
        <LineageTree lineage={lineage.data} />
      )}
    </Panel>
  );
}

/** Whether an execution belongs here; one that just began may be of a match whose runs are not known yet. */
function concerns(lineage: Lineage | undefined, execution: number): boolean {
  const matches = lineage?.enforcements ?? [];
  return (
    matches.some(({ enforcement: { status } }) => status === 'created') ||
    matches.some(({ executions }) => executions.length === 0) ||
    matches.some(({ executions }) => executions.some((run) => run.execution.id === execution))
  );
}

function LineageTree({ lineage }: { readonly lineage: Lineage }) {
  const { root, enforcements, truncated } = lineage;
  return (
    <div className="grid gap-3">
      {root === null ? null : (
        <p className="text-ink-soft">
          Part of a chain that began with event{' '}
          <RecordLink target={root} place={(id) => event(id)} none="" />
        </p>
      )}
      {enforcements.length === 0 ? (
        <p className="faint">No rule has reacted. Ask below why one did not.</p>
      ) : (
        <ul aria-label="Enforcements" className="grid gap-3">
          {enforcements.map((match) => (
            <MatchBranch key={match.enforcement.id} match={match} />
          ))}
        </ul>
      )}
      {truncated ? <p className="faint">There is more than is shown here.</p> : null}
    </div>
  );
}

function MatchBranch({ match: { enforcement: made, executions } }: { readonly match: Match }) {
  const resolved =
    made.resolved_at === null
      ? 'pending'
      : `resolved after ${formatDuration(Date.parse(made.resolved_at) - Date.parse(made.created))}`;
  return (
    <li className="grid gap-1.5">
      <Row note={resolved}>
        <Link to={enforcement(made.id)} className="text-link mono">
          {made.rule_ref}
        </Link>
        <EnforcementState status={made.status} />
      </Row>
      {made.error === null ? null : (
        <p className="text-xs text-danger wrap-anywhere">{made.error}</p>
      )}
      <ul aria-label={`Executions of ${made.rule_ref}`} className={branch}>
        {executions.map((run) => (
          <RunBranch key={run.execution.id} run={run} />
        ))}
        {executions.length > 0 || made.status === 'created' ? null : (
          <li className="faint text-xs">
            {made.status === 'disabled' ? 'Nothing was run.' : 'Its execution was purged.'}
          </li>
        )}
      </ul>
    </li>
  );
}

function RunBranch({ run: { execution: ran, history } }: { readonly run: Run }) {
  const attempts = statusSteps(history).filter(({ status }) => status === 'running');
  return (
    <li className="grid gap-1.5">
      <Row note={<Moment at={ran.created} />}>
        <Link to={execution(ran.id)} className="text-link mono">
          {ran.action_ref}
        </Link>
        <ExecutionState status={ran.status} />
        {ran.parent === null ? null : (
          <span className="text-xs text-ink-soft">
            run again by {ran.requested_by ?? 'someone'}
          </span>
        )}
      </Row>
      {attempts.length < 2 ? null : (
        <ol aria-label={formatQuantity(attempts.length, 'attempt')} className={branch}>
          {attempts.map(({ attempt, at, lasted }) => (
            <li key={at} className="numeric flex gap-3 text-xs text-ink-soft">
              <span>Attempt {attempt}</span>
              <span>{lasted === null ? 'under way' : formatDuration(lasted)}</span>
            </li>
          ))}
        </ol>
      )}
      {ran.error === null ? null : <p className="text-xs text-danger wrap-anywhere">{ran.error}</p>}
    </li>
  );
}

const branch = 'ml-1.5 grid gap-2 border-l border-line pl-4';

function Row({ note, children }: { readonly note: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {children}
      <span className="numeric ml-auto text-xs text-ink-faint">{note}</span>
    </div>
  );
}

import { useEffect } from 'react';
import type { Codebase } from '../../answers.ts';
import { formatCount } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { overview } from '../../places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { useCodebases } from './use-codebases.ts';
import './codebases.css';

/** Chooses a codebase; when there is only one, it is chosen already. */
export function HomeScreen() {
  const go = useGo();
  const codebases = useCodebases();
  const only = codebases.data?.length === 1 ? codebases.data[0]?.name : undefined;

  useEffect(() => {
    if (only !== undefined) go(overview(only), { replace: true });
  }, [go, only]);

  return (
    <div className="page home">
      <title>Clew</title>
      <header className="page-header">
        <div>
          <h1>Codebases</h1>
          <p className="faint">What calls this, what breaks if it changes, what happened to it.</p>
        </div>
      </header>
      {codebases.isPending ? (
        <Skeleton rows={4} label="Loading the codebases" />
      ) : codebases.isError ? (
        <ProblemNotice error={codebases.error} onRetry={() => codebases.refetch()} />
      ) : codebases.data.length === 0 ? (
        <EmptyState icon="symbols" title="No codebase yet">
          <p>
            Add one with <code>POST /api/v1/codebases</code>, giving a name and the absolute path of
            its sources, then index it.{' '}
            <a className="text-link" href="/docs">
              The API reference
            </a>{' '}
            has an example to send.
          </p>
        </EmptyState>
      ) : (
        <ul className="codebase-list">
          {codebases.data.map((codebase) => (
            <CodebaseCard key={codebase.name} codebase={codebase} />
          ))}
        </ul>
      )}
    </div>
  );
}

function CodebaseCard({ codebase }: { readonly codebase: Codebase }) {
  const { name, root, counts, last_revision: last } = codebase;
  return (
    <li>
      <Link to={overview(name)} className="codebase-card">
        <span className="codebase-card-name">{name}</span>
        <Truncated text={root} className="mono faint" />
        <span className="codebase-card-facts faint numeric">
          {formatCount(counts.symbols)} symbols · {formatCount(counts.edges)} edges ·{' '}
          {last === null ? (
            'not indexed yet'
          ) : (
            <>
              indexed <Moment at={last.started_at} />
            </>
          )}
        </span>
      </Link>
    </li>
  );
}

import type { Codebase } from '../../answers.ts';
import { formatCount } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { codebases as allCodebases, newCodebase, overview } from '../../places.ts';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { AddCodebase } from './add-codebase.tsx';
import { useCodebases } from './use-codebases.ts';
import './codebases.css';

interface CodebaseListProps {
  /** Whether the form of a new one is open. */
  readonly adding: boolean;
}

/** Chooses a codebase, or adds one; where there is none yet, that is all there is to do. */
export function CodebaseList({ adding }: CodebaseListProps) {
  const go = useGo();
  const codebases = useCodebases();
  const none = codebases.data?.length === 0;
  return (
    <Page>
      <PageHeader
        title="Codebases"
        lead="What calls this, what breaks if it changes, what happened to it."
        actions={
          adding || none ? null : (
            <Link to={newCodebase} className="button button-primary">
              <Icon name="plus" />
              Add a codebase
            </Link>
          )
        }
      />
      {adding || none ? (
        <AddCodebase onCancel={none ? null : () => go(allCodebases, { replace: true })} />
      ) : null}
      {codebases.isPending ? (
        <Skeleton rows={4} label="Loading the codebases" />
      ) : codebases.isError ? (
        <ProblemNotice error={codebases.error} onRetry={() => codebases.refetch()} />
      ) : (
        <ul className="codebase-list" aria-label="Codebases">
          {codebases.data.map((codebase) => (
            <CodebaseCard key={codebase.name} codebase={codebase} />
          ))}
        </ul>
      )}
    </Page>
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

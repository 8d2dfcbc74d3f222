import type { AntiPattern } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { architectureOf } from '../../codebase-places.ts';
import { formatSite, formatTerm } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { keyOf } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useMoment } from '../../use-moment.ts';

const pageSize = 50;
const membersShown = 8;

interface AntiPatternsProps {
  readonly codebase: string;
  readonly rule: string | null;
}

/** What breaks the architecture: forbidden edges and cycles, with their places. */
export function AntiPatterns({ codebase, rule }: AntiPatternsProps) {
  const at = useMoment();
  const params = { name: codebase };
  const query = { limit: pageSize, rule: rule ?? undefined, at };
  const list = useInfiniteQuery({
    queryKey: keyOf(routes.listAntiPatterns, { params, query }),
    queryFn: ({ pageParam, signal }) =>
      call(routes.listAntiPatterns, { params, query: { ...query, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
  return (
    <Panel
      title={rule === null ? 'Anti-patterns' : `What breaks ${rule}`}
      flush
      aside={
        rule === null ? null : (
          <Link to={architectureOf(codebase)} className="text-link text-xs">
            Show all
          </Link>
        )
      }
    >
      {list.isPending ? (
        <Skeleton rows={5} label="Loading the anti-patterns" />
      ) : list.isError ? (
        <ProblemNotice error={list.error} onRetry={() => list.refetch()} />
      ) : list.data.length === 0 ? (
        <EmptyState icon="check" title="Nothing breaks the architecture" />
      ) : (
        <ul>
          {list.data.map((item) => (
            <Violation
              key={`${item.rule} ${item.from.fqn} ${item.to?.fqn}`}
              codebase={codebase}
              item={item}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <p className="p-3 text-center">
          <Button
            look="quiet"
            disabled={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            {list.isFetchingNextPage ? 'Loading' : 'Show more'}
          </Button>
        </p>
      ) : null}
    </Panel>
  );
}

interface ViolationProps {
  readonly codebase: string;
  readonly item: AntiPattern;
}

function Violation({ codebase, item }: ViolationProps) {
  const { rule, severity, message, from, to, sites, sites_total: total, cycle, status } = item;
  return (
    <li className="grid gap-1.5 border-b border-line px-4 py-3 last:border-0">
      <span className="flex flex-wrap items-center gap-2">
        <StatusBadge
          look={
            severity === 'error'
              ? { tone: 'danger', icon: 'error' }
              : { tone: 'warn', icon: 'warning' }
          }
        >
          {severity}
        </StatusBadge>
        <Link to={architectureOf(codebase, rule)} className="font-mono text-xs hover:underline">
          {rule}
        </Link>
        {status === 'new' ? null : <Tag title="Known and tolerated">{status}</Tag>}
      </span>
      <p className="wrap-anywhere">{message}</p>
      <p className="flex flex-wrap items-center gap-x-2 font-mono text-xs">
        <Link to={symbols(codebase, { symbol: from.fqn })} className="text-link" title={from.fqn}>
          {from.name}
        </Link>
        {to === null ? null : (
          <>
            <span className="text-ink-faint" aria-hidden="true">
              →
            </span>
            <span className="visually-hidden">to</span>
            <Link to={symbols(codebase, { symbol: to.fqn })} className="text-link" title={to.fqn}>
              {to.name}
            </Link>
          </>
        )}
      </p>
      {cycle === null ? (
        <p className="text-xs text-ink-faint wrap-anywhere">
          {sites
            .slice(0, 3)
            .map(
              ({ relation, file, line }) =>
                `${formatTerm(relation)} ${file === null ? '' : formatSite(file, line)}`,
            )
            .join(', ')}
          {total > 3 ? ` and ${total - 3} more` : ''}
        </p>
      ) : (
        <details className="text-xs">
          <summary className="w-fit cursor-pointer text-ink-faint hover:text-ink">
            {cycle.members.length} in the cycle; a shortest way around
          </summary>
          <ol className="grid gap-0.5 pt-1 pl-3 font-mono wrap-anywhere">
            {cycle.path.slice(0, membersShown).map((member, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a way around may name its first end twice
              <li key={`${index} ${member}`}>{member}</li>
            ))}
            {cycle.path.length > membersShown ? (
              <li>and {cycle.path.length - membersShown} more</li>
            ) : null}
          </ol>
        </details>
      )}
    </li>
  );
}

import type { CodeSymbol, Neighbour } from '../../answers.ts';
import { formatQuantity, formatSite } from '../../format.ts';
import { Link, type SymbolsRoute } from '../../routes.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { CompletenessBanner } from './completeness-banner.tsx';
import { KindBadge } from './kind-badge.tsx';
import { type NeighbourSide, useNeighbours } from './use-neighbours.ts';

interface NeighboursTabProps {
  readonly route: SymbolsRoute;
  readonly symbol: CodeSymbol;
  readonly side: NeighbourSide;
}

/** Who calls a symbol, or what it calls, each with the places in the source where it happens. */
export function NeighboursTab({ route, symbol, side }: NeighboursTabProps) {
  const answer = useNeighbours({ codebase: route.codebase, fqn: symbol.fqn, side });
  if (answer.isPending) return <Skeleton rows={6} label={`Loading the ${side}`} />;
  if (answer.isError) {
    return <ProblemNotice error={answer.error} onRetry={() => answer.refetch()} />;
  }
  const { items, completeness } = answer.data;
  return (
    <>
      {completeness === null ? null : (
        <CompletenessBanner route={route} completeness={completeness} />
      )}
      {items.length === 0 ? (
        <EmptyState icon="symbols" title={emptyTitle(side, completeness?.level === 'exact')} />
      ) : (
        <>
          <p className="list-summary faint">
            {formatQuantity(items.length, side.slice(0, -1))}
            {answer.hasNextPage ? ' so far' : ''} at{' '}
            {formatQuantity(
              items.reduce((sum, { sites }) => sum + sites.length, 0),
              'site',
            )}
          </p>
          <ul className="rows" aria-label={side}>
            {items.map((neighbour) => (
              <NeighbourRow
                key={`${neighbour.symbol.fqn} ${neighbour.relation}`}
                route={route}
                neighbour={neighbour}
              />
            ))}
          </ul>
        </>
      )}
      {answer.hasNextPage ? (
        <div className="load-more">
          <Button
            look="quiet"
            disabled={answer.isFetchingNextPage}
            onClick={() => answer.fetchNextPage()}
          >
            {answer.isFetchingNextPage ? 'Loading' : 'Show more'}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface NeighbourRowProps {
  readonly route: SymbolsRoute;
  readonly neighbour: Neighbour;
}

function NeighbourRow({ route, neighbour }: NeighbourRowProps) {
  const { symbol, relation, sites } = neighbour;
  return (
    <li className="row">
      <KindBadge kind={symbol.kind} />
      <div className="row-body">
        <div className="row-line">
          <Link to={{ ...route, symbol: symbol.fqn }} className="row-name mono" title={symbol.fqn}>
            {symbol.name}
          </Link>
          <span className="row-relation faint">{relation}</span>
          {symbol.origin === 'project' ? null : <Tag>{symbol.origin}</Tag>}
        </div>
        <Truncated text={symbol.fqn} className="row-fqn mono faint" />
      </div>
      <ul className="sites" aria-label="Sites">
        {sites.map((site) => (
          <li key={`${site.file}:${site.line}`} className="site mono">
            <Truncated
              text={site.file === null ? `line ${site.line}` : formatSite(site.file, site.line)}
            />
            {site.resolution === 'exact' ? null : (
              <Tag tone="warn" title={resolutionInWords[site.resolution]}>
                {site.resolution}
              </Tag>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

const resolutionInWords = {
  dynamic: 'Another implementation may be chosen when the program runs',
  heuristic: 'Found by its name only',
  manual: 'Entered by a person',
} as const;

function emptyTitle(side: NeighbourSide, exact: boolean): string {
  if (side === 'callees') return exact ? 'It calls nothing' : 'Nothing that it calls is known';
  return exact ? 'Nothing calls it' : 'No caller is known';
}

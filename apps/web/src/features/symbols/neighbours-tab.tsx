import { relationSchema } from '@clew/contracts';
import { Fragment } from 'react';
import type { CodeSymbol, Neighbour } from '../../answers.ts';
import { formatQuantity, formatSite, formatTerm } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { CompletenessBanner } from './completeness-banner.tsx';
import { KindBadge } from './kind-badge.tsx';
import { SymbolPlace } from './symbol-place.tsx';
import { type NeighbourSide, useNeighbours } from './use-neighbours.ts';
import './symbol-rows.css';

/** What contains what is no use of it. */
const relations = relationSchema.options.filter((relation) => relation !== 'contains');

interface NeighboursTabProps {
  readonly route: SymbolsView;
  readonly symbol: CodeSymbol;
  readonly side: NeighbourSide;
}

/** Who calls a symbol, or what it calls, each with the places in the source where it happens. */
export function NeighboursTab({ route, symbol, side }: NeighboursTabProps) {
  const go = useGo();
  return (
    <>
      <div className="pb-3">
        <Select
          label="Relation"
          all="Calls and instantiations"
          value={route.relation}
          options={relations}
          name={(relation) => formatTerm(relation)}
          onChange={(relation) =>
            go(symbols(route.codebase, { ...route, relation }), { replace: true })
          }
        />
      </div>
      <Neighbours key={route.relation} route={route} symbol={symbol} side={side} />
    </>
  );
}

function Neighbours({ route, symbol, side }: NeighboursTabProps) {
  const { codebase, relation } = route;
  const answer = useNeighbours({ codebase, fqn: symbol.fqn, side, relation });
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
        <EmptyState
          icon="symbols"
          title={
            relation === null
              ? emptyTitle(side, completeness?.level === 'exact')
              : `No ${side.slice(0, -1)} by ${formatTerm(relation)}`
          }
        />
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
                ownFile={symbol.file}
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
  readonly route: SymbolsView;
  readonly neighbour: Neighbour;
  /** The file of the symbol that the list is about; sites in it need no file name. */
  readonly ownFile: string | null;
}

function NeighbourRow({ route, neighbour, ownFile }: NeighbourRowProps) {
  const { symbol, relation } = neighbour;
  return (
    <li className="row">
      <KindBadge kind={symbol.kind} />
      <div className="row-body">
        <div className="row-line">
          <Link
            to={symbols(route.codebase, { ...route, symbol: symbol.fqn })}
            className="row-name mono"
            title={symbol.fqn}
          >
            {symbol.name}
          </Link>
          <span className="row-relation faint">{relation}</span>
          {symbol.origin === 'project' ? null : <Tag>{symbol.origin}</Tag>}
        </div>
        <SymbolPlace symbol={symbol} />
      </div>
      <ul className="sites" aria-label={`Sites with ${symbol.name}`}>
        {sitesByFile(neighbour).map(({ file, sites }) => (
          <Fragment key={file}>
            {file === null || file === symbol.file || file === ownFile ? null : (
              <li className="sites-file mono">
                <Truncated text={file} />
              </li>
            )}
            {sites.map((site) => (
              <SiteChip key={site.line} site={site} />
            ))}
          </Fragment>
        ))}
      </ul>
    </li>
  );
}

type Site = Neighbour['sites'][number];

function SiteChip({ site }: { readonly site: Site }) {
  const place = site.file === null ? `line ${site.line}` : formatSite(site.file, site.line);
  const unsure = site.resolution !== 'exact';
  return (
    <li
      className={`site mono ${unsure ? 'site-unsure' : ''}`}
      title={unsure ? `${place}. ${resolutionInWords[site.resolution]}` : place}
    >
      :{site.line}
      {unsure ? ` ${site.resolution}` : null}
    </li>
  );
}

interface FileSites {
  readonly file: string | null;
  readonly sites: readonly Site[];
}

function sitesByFile({ sites }: Neighbour): readonly FileSites[] {
  const files = [...new Set(sites.map((site) => site.file))];
  return files.map((file) => ({ file, sites: sites.filter((site) => site.file === file) }));
}

const resolutionInWords = {
  exact: 'Found by the compiler',
  dynamic: 'Another implementation may be chosen when the program runs',
  heuristic: 'Found by its name only',
  manual: 'Entered by a person',
} as const;

function emptyTitle(side: NeighbourSide, exact: boolean): string {
  if (side === 'callees') return exact ? 'It calls nothing' : 'Nothing that it calls is known';
  return exact ? 'Nothing calls it' : 'No caller is known';
}

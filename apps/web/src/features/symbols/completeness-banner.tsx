import type { BlockingReason } from '@clew/contracts';
import type { BlockingSite, Completeness } from '../../answers.ts';
import { formatCommit, formatCount, formatQuantity, formatSite } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { Icon } from '../../ui/icon.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import './completeness-banner.css';

interface CompletenessBannerProps {
  readonly route: SymbolsView;
  readonly completeness: Completeness;
}

/** How far an answer can be trusted, and what stands in the way of more, in plain words. */
export function CompletenessBanner({ route, completeness }: CompletenessBannerProps) {
  const { level, revision, commit } = completeness;
  const source = (
    <span className="completeness-source faint numeric">
      {revision === null ? 'no index run yet' : `revision ${revision}`}
      {commit === null ? null : (
        <>
          {' · '}
          <code title={commit}>{formatCommit(commit)}</code>
        </>
      )}
    </span>
  );
  switch (level) {
    case 'exact':
      return (
        <div className="completeness completeness-exact">
          <Icon name="check" />
          <p>
            <strong>Exact.</strong> Every site that could matter was resolved.
          </p>
          {source}
        </div>
      );
    case 'lower_bound':
      return (
        <div className="completeness completeness-bound">
          <Icon name="warning" />
          <p>
            <strong>Lower bound.</strong> At least what is shown. {sentence(completeness)}
          </p>
          {source}
          <BlockingSites route={route} completeness={completeness} />
        </div>
      );
  }
}

function BlockingSites({ route, completeness }: CompletenessBannerProps) {
  const { blocking_sites: sites, blocking_total: total } = completeness;
  if (sites.length === 0) return null;
  return (
    <details className="blocking">
      <summary>{total === 1 ? 'Show the site' : 'Show the sites'}</summary>
      <ul className="blocking-list">
        {sites.map((site) => (
          <li key={`${site.from} ${site.name} ${site.file} ${site.line}`} className="blocking-site">
            <Link
              to={symbols(route.codebase, { ...route, symbol: site.from })}
              className="mono blocking-from text-link"
            >
              <Truncated text={formatSite(site.file, site.line)} />
            </Link>
            <p>
              {site.name === '' ? null : (
                <>
                  <code>{site.name}</code>:{' '}
                </>
              )}
              {reasonInWords[site.reason]}.
            </p>
          </li>
        ))}
      </ul>
      {total > sites.length ? (
        <p className="faint">
          These are the first {formatCount(sites.length)} of {formatCount(total)}.
        </p>
      ) : null}
    </details>
  );
}

function sentence({ blocking_total: total, blocking_sites: sites }: Completeness): string {
  if (total === 0) return 'The graph does not yet hold everything that could matter.';
  const could = `${formatQuantity(total, 'site')} could add to it`;
  const reason = onlyReason(sites);
  return reason === null || total > sites.length
    ? `${could}.`
    : `${could}: ${reasonInWords[reason]}.`;
}

function onlyReason(sites: readonly BlockingSite[]): BlockingReason | null {
  const reasons = new Set(sites.map((site) => site.reason));
  const [first] = reasons;
  return reasons.size === 1 && first !== undefined ? first : null;
}

const reasonInWords = {
  any_typed_receiver:
    'it is reached through a value of type any, so the compiler cannot tell which member is meant',
  dynamic_member: 'the name of the member is computed when the program runs',
  missing_module: 'the module that it comes from could not be found',
  missing_declaration: 'no declaration of the name could be found',
  anonymous_target: 'it leads to something that has no name of its own',
  ambiguous: 'several declarations fit',
  used_as_value: 'it is handed on as a value here, and whoever gets it may run it',
  file_not_indexed: 'the file could not be indexed, so what it holds is not known',
} as const satisfies Record<BlockingReason, string>;

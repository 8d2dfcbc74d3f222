import { Fragment } from 'react';
import type { Impact, ImpactedSymbol } from '../../answers.ts';
import { formatCount, formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { Tag } from '../../ui/tag.tsx';
import { type DepthGroup, groupByDepth, threadOf } from './impact-tree.ts';
import { KindBadge } from './kind-badge.tsx';
import { SymbolPlace } from './symbol-place.tsx';
import './symbol-rows.css';
import './impact-tab.css';

interface ImpactListProps {
  readonly route: SymbolsView;
  readonly impact: Impact;
  readonly lit: string | null;
  readonly onLight: (fqn: string | null) => void;
}

/** Everything that a change would reach, by distance, each with the way by which it is reached. */
export function ImpactList(props: ImpactListProps) {
  const { impact } = props;
  return (
    <div className="impact-list">
      {groupByDepth(impact).map((group) => (
        <ImpactGroup key={group.depth} {...props} group={group} />
      ))}
      {impact.truncated ? (
        <p className="faint impact-cut">
          The nearest {formatCount(impact.items.length)} of {formatQuantity(impact.total, 'symbol')}{' '}
          are listed; the counts cover all of them.
        </p>
      ) : null}
    </div>
  );
}

function ImpactGroup({ group, ...props }: ImpactListProps & { readonly group: DepthGroup }) {
  const { depth, count, items } = group;
  const heading = `impact-depth-${depth}`;
  return (
    <section className="impact-group" aria-labelledby={heading}>
      <h3 id={heading}>
        {depth === 1 ? 'Direct' : `${depth} steps away`}
        <span className="impact-count faint numeric">
          {items.length < count ? `${formatCount(items.length)} of ` : ''}
          {formatCount(count)}
        </span>
      </h3>
      <ul className="rows">
        {items.map((item) => (
          <ImpactRow key={item.symbol.fqn} {...props} item={item} />
        ))}
      </ul>
    </section>
  );
}

interface ImpactRowProps extends ImpactListProps {
  readonly item: ImpactedSymbol;
}

function ImpactRow({ route, impact, item, lit, onLight }: ImpactRowProps) {
  const { symbol, via } = item;
  const [, ...way] = threadOf(impact, item);
  const between = way.slice(0, -1);
  return (
    <li
      className="row impact-row"
      data-lit={lit === symbol.fqn}
      onMouseEnter={() => onLight(symbol.fqn)}
      onMouseLeave={() => onLight(null)}
    >
      <KindBadge kind={symbol.kind} />
      <div className="row-body">
        <div className="row-line">
          <Link
            to={symbols(route.codebase, { ...route, symbol: symbol.fqn })}
            className="row-name mono"
            title={symbol.fqn}
            onFocus={() => onLight(symbol.fqn)}
            onBlur={() => onLight(null)}
          >
            {symbol.name}
          </Link>
          <span className="row-relation faint">{via.relation}</span>
          {between.length === 0 ? null : (
            <span className="via mono">
              {between.map((step, index) => (
                <Fragment key={step.fqn}>
                  {index === 0 ? null : (
                    <span className="faint" aria-hidden="true">
                      {' → '}
                    </span>
                  )}
                  <Link
                    to={symbols(route.codebase, { ...route, symbol: step.fqn })}
                    className="via-step"
                    title={step.fqn}
                  >
                    {step.name}
                  </Link>
                </Fragment>
              ))}
            </span>
          )}
          {symbol.origin === 'project' ? null : <Tag>{symbol.origin}</Tag>}
        </div>
        <SymbolPlace symbol={symbol} />
      </div>
    </li>
  );
}

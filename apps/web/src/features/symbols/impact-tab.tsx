import { useState } from 'react';
import { formatQuantity } from '../../format.ts';
import { useGo } from '../../navigation.tsx';
import { impactDepths, type SymbolsView, symbols } from '../../places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CompletenessBanner } from './completeness-banner.tsx';
import { DepthBars } from './depth-bars.tsx';
import { ImpactList } from './impact-list.tsx';
import { ImpactRings } from './impact-rings.tsx';
import { useImpact } from './use-impact.ts';
import './impact-tab.css';

interface ImpactTabProps {
  readonly route: SymbolsView;
  readonly fqn: string;
}

/** "What breaks if I change this?" */
export function ImpactTab({ route, fqn }: ImpactTabProps) {
  const answer = useImpact({ codebase: route.codebase, fqn, depth: route.depth });
  const [lit, setLit] = useState<string | null>(null);
  if (answer.isPending) return <Skeleton rows={8} label="Following the impact" />;
  if (answer.isError) {
    return <ProblemNotice error={answer.error} onRetry={() => answer.refetch()} />;
  }
  const impact = answer.data;
  return (
    <div className="impact" data-stale={answer.isPlaceholderData}>
      <CompletenessBanner route={route} completeness={impact.completeness} />
      <div className="impact-head">
        <p className="impact-question">
          What breaks if I change this?
          <strong className="impact-total numeric">
            {impact.total === 0
              ? 'Nothing that is known'
              : `${formatQuantity(impact.total, 'symbol')} within ${formatQuantity(impact.max_depth, 'step')}`}
          </strong>
        </p>
        <DepthChoice route={route} />
      </div>
      {impact.total === 0 ? (
        <EmptyState
          icon="check"
          title={
            impact.completeness.level === 'exact'
              ? 'Nothing else depends on it'
              : 'No dependant is known'
          }
        />
      ) : (
        <div className="impact-columns">
          <div className="impact-side">
            <ImpactRings route={route} impact={impact} lit={lit} onLight={setLit} />
            <DepthBars impact={impact} />
          </div>
          <ImpactList route={route} impact={impact} lit={lit} onLight={setLit} />
        </div>
      )}
    </div>
  );
}

function DepthChoice({ route }: { readonly route: SymbolsView }) {
  const go = useGo();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">How many steps to follow</legend>
      <span className="segments-label faint" aria-hidden="true">
        Steps
      </span>
      {impactDepths.map((depth) => (
        <label key={depth} className="segment">
          <input
            type="radio"
            name="depth"
            value={depth}
            checked={depth === route.depth}
            onChange={() => go(symbols(route.codebase, { ...route, depth }), { replace: true })}
          />
          <span className="numeric">{depth}</span>
        </label>
      ))}
    </fieldset>
  );
}

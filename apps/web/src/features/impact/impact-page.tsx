import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type ImpactSearch, impactOf } from '../../codebase-places.ts';
import { Link, useGo } from '../../navigation.tsx';
import { impactDepths, symbols, usualSymbols } from '../../places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Truncated } from '../../ui/truncated.tsx';
import { SymbolPicker } from '../symbols/symbol-picker.tsx';
import { useImpact } from '../symbols/use-impact.ts';
import { PatchImpact } from './patch-impact.tsx';
import { ReachReport } from './reach-report.tsx';

const route = getRouteApi('/codebases/$codebase/impact');

const questions = ['A symbol', 'A diff'] as const;

/** What a change would reach, of one symbol or of a diff that was pasted. */
export function ImpactPage() {
  const { codebase } = route.useParams();
  const { symbol, depth } = route.useSearch();
  const [question, setQuestion] = useState<(typeof questions)[number]>('A symbol');
  const go = useGo();
  const change = (at: Partial<ImpactSearch>) => go(impactOf(codebase, { symbol, depth, ...at }));
  return (
    <Page>
      <PageHeader
        title="Impact"
        lead="What a change would reach: symbols, entry points, tests to run."
        actions={
          <Segments label="Change of" options={questions} value={question} onChange={setQuestion} />
        }
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {question === 'A symbol' ? (
          <SymbolPicker
            codebase={codebase}
            label="Choose a symbol"
            onChoose={(fqn) => change({ symbol: fqn })}
          />
        ) : null}
        <Segments
          label="Steps"
          options={impactDepths}
          value={depth}
          onChange={(next) => change({ depth: next })}
        />
      </div>
      {question === 'A diff' ? (
        <PatchImpact codebase={codebase} depth={depth} />
      ) : symbol === null ? (
        <EmptyState icon="impact" title="Choose a symbol, or paste a diff">
          <p>The answer says whether it is exact or the least that is known, and why.</p>
        </EmptyState>
      ) : (
        <SymbolImpact codebase={codebase} symbol={symbol} depth={depth} />
      )}
    </Page>
  );
}

interface SymbolImpactProps {
  readonly codebase: string;
  readonly symbol: string;
  readonly depth: ImpactSearch['depth'];
}

function SymbolImpact({ codebase, symbol, depth }: SymbolImpactProps) {
  const answer = useImpact({ codebase, fqn: symbol, depth });
  if (answer.isPending) return <Skeleton rows={8} label="Following the impact" />;
  if (answer.isError) {
    return (
      <ProblemNotice
        error={answer.error}
        onRetry={() => answer.refetch()}
        suggest={(name) => (
          <Link to={impactOf(codebase, { symbol: name, depth })} className="mono text-link">
            <Truncated text={name} />
          </Link>
        )}
      />
    );
  }
  return (
    <section aria-label={`Impact of ${answer.data.target.name}`} className="grid gap-4">
      <h2 className="min-w-0 font-mono">
        <Link to={symbols(codebase, { symbol })} className="text-link" title={symbol}>
          {answer.data.target.name}
        </Link>{' '}
        <span className="text-xs font-normal text-ink-faint">
          <Truncated text={symbol} />
        </span>
      </h2>
      <ReachReport view={{ ...usualSymbols, codebase, depth }} impact={answer.data} />
    </section>
  );
}

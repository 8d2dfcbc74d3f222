import { useState } from 'react';
import type { Impact } from '../../answers.ts';
import { formatCount, formatQuantity, formatTerm } from '../../format.ts';
import type { SymbolsView } from '../../places.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { CompletenessBanner } from '../symbols/completeness-banner.tsx';
import { DepthBars } from '../symbols/depth-bars.tsx';
import { ImpactList } from '../symbols/impact-list.tsx';
import { ImpactRings } from '../symbols/impact-rings.tsx';
import { EntryPointsPanel, SystemsPanel, TestsPanel } from './reach-panels.tsx';

interface ReachReportProps {
  readonly view: SymbolsView;
  readonly impact: Impact;
}

const riskTones = {
  low: 'ok',
  medium: 'warn',
  high: 'danger',
  critical: 'danger',
} as const satisfies Record<Impact['risk']['level'], Tone>;

/** Everything that a change would reach, from the figures down to each symbol. */
export function ReachReport({ view, impact }: ReachReportProps) {
  const [lit, setLit] = useState<string | null>(null);
  const least = impact.completeness.level === 'exact' ? '' : 'at least ';
  return (
    <>
      <CompletenessBanner route={view} completeness={impact.completeness} />
      <dl className="grid grid-cols-5 gap-px overflow-hidden rounded-control border border-line bg-line shadow-raised max-desk:grid-cols-2">
        <Figure
          label="Symbols reached"
          value={impact.total}
          note={`${least}within ${formatQuantity(impact.max_depth, 'step')}`}
        />
        <Figure
          label="Entry points"
          value={impact.entry_points_total}
          note="where the world would feel it"
        />
        <Figure label="Tests to run" value={impact.tests_total} note="test files that run it" />
        <Figure
          label="Outside systems"
          value={impact.external_systems_total}
          note="that it talks to"
        />
        <div className="grid content-start gap-1 bg-surface p-4 max-desk:col-span-2">
          <dt className="text-ink-soft">Risk</dt>
          <dd>
            <Tag tone={riskTones[impact.risk.level]}>
              {impact.risk.level}, {impact.risk.points} points
            </Tag>
          </dd>
          <dd className="text-xs text-ink-faint">
            {impact.risk.factors
              .filter(({ points }) => points > 0)
              .map(({ factor, points }) => `${formatTerm(factor)} ${points}`)
              .join(', ')}
          </dd>
        </div>
      </dl>
      {impact.total === 0 ? null : (
        <div className="grid grid-cols-[300px_minmax(0,1fr)] items-start gap-4 max-desk:grid-cols-1">
          <div className="grid gap-4 max-tablet:hidden">
            <ImpactRings route={view} impact={impact} lit={lit} onLight={setLit} />
            <DepthBars impact={impact} />
          </div>
          <div className="grid min-w-0 gap-4">
            <EntryPointsPanel codebase={view.codebase} impact={impact} />
            <TestsPanel codebase={view.codebase} impact={impact} />
            <SystemsPanel codebase={view.codebase} impact={impact} />
          </div>
        </div>
      )}
      <ImpactList route={view} impact={impact} lit={lit} onLight={setLit} />
    </>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: number;
  readonly note: string;
}

function Figure({ label, value, note }: FigureProps) {
  return (
    <div className="grid content-start gap-1 bg-surface p-4">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="text-lg font-semibold tabular-nums">{formatCount(value)}</dd>
      <dd className="text-xs text-ink-faint">{note}</dd>
    </div>
  );
}

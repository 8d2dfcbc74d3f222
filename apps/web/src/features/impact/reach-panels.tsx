import type { PathHop } from '@clew/contracts';
import type { ReactNode } from 'react';
import type { Impact } from '../../answers.ts';
import { formatQuantity, formatSite, formatTerm } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Truncated } from '../../ui/truncated.tsx';

interface ReachPanelProps {
  readonly codebase: string;
  readonly impact: Impact;
}

/** Where the world would feel the change, each with the way that leads there. */
export function EntryPointsPanel({ codebase, impact }: ReachPanelProps) {
  const { entry_points: items, entry_points_total: total } = impact;
  if (total === 0) return null;
  return (
    <Panel title="Entry points reached" flush aside={<Shown of={items.length} total={total} />}>
      <ul>
        {items.map((item) => (
          <ReachRow
            key={`${item.symbol.fqn} ${item.entry_type} ${nameOf(item)}`}
            codebase={codebase}
            path={item.path}
            depth={item.depth}
          >
            <Tag tone="accent">{formatTerm(item.entry_type)}</Tag>
            <Link
              to={symbols(codebase, { symbol: item.symbol.fqn })}
              className="min-w-0 truncate font-mono text-xs hover:underline"
              title={item.symbol.fqn}
            >
              {nameOf(item)}
            </Link>
          </ReachRow>
        ))}
      </ul>
    </Panel>
  );
}

/** The test files that run the change, ready to be handed to a test runner. */
export function TestsPanel({ codebase, impact }: ReachPanelProps) {
  const { tests, tests_total: total } = impact;
  if (total === 0) {
    return (
      <Panel title="Tests to run">
        <p className="text-warn">
          {impact.completeness.level === 'exact'
            ? 'No test runs this.'
            : 'No test is known to run this.'}
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title="Tests to run"
      flush
      aside={
        <span className="inline-flex items-center gap-2">
          <Shown of={tests.length} total={total} />
          <CopyButton text={tests.map(({ file }) => file).join('\n')} what="the test files" />
        </span>
      }
    >
      <ul className="max-h-96 overflow-y-auto" tabIndex={-1}>
        {tests.map((test) => (
          <ReachRow key={test.file} codebase={codebase} path={test.path} depth={test.depth}>
            <Truncated text={test.file} className="min-w-0 text-xs" />
          </ReachRow>
        ))}
      </ul>
    </Panel>
  );
}

/** Systems outside the code that what is changed, or something it reaches, talks to. */
export function SystemsPanel({ codebase, impact }: ReachPanelProps) {
  const { external_systems: items, external_systems_total: total } = impact;
  if (total === 0) return null;
  return (
    <Panel title="Outside systems" flush aside={<Shown of={items.length} total={total} />}>
      <ul>
        {items.map((item) => (
          <li
            key={`${item.symbol.fqn} ${item.dependency_type} ${item.target}`}
            className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 last:border-0"
          >
            <Tag>{item.dependency_type}</Tag>
            <span className="font-mono text-xs">{item.target ?? 'not named in the code'}</span>
            <Link
              to={symbols(codebase, { symbol: item.symbol.fqn })}
              className="text-link ml-auto font-mono text-xs"
              title={item.symbol.fqn}
            >
              {item.symbol.name}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface ReachRowProps {
  readonly codebase: string;
  readonly path: readonly PathHop[];
  readonly depth: number;
  readonly children: ReactNode;
}

function ReachRow({ codebase, path, depth, children }: ReachRowProps) {
  const line = <span className="flex min-w-0 flex-1 items-center gap-2">{children}</span>;
  const steps = (
    <span className="flex-none text-xs text-ink-faint tabular-nums">
      {depth === 0 ? 'changed itself' : formatQuantity(depth, 'step')}
    </span>
  );
  if (path.length === 0) {
    return (
      <li className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-0">
        {line}
        {steps}
      </li>
    );
  }
  return (
    <li className="border-b border-line last:border-0">
      <div className="flex items-center gap-3 px-4 pt-2">
        {line}
        {steps}
      </div>
      <details className="px-4 pb-2">
        <summary className="w-fit cursor-pointer text-xs text-ink-faint hover:text-ink">
          Path
        </summary>
        <ol className="grid gap-1 pt-1 pl-3 text-xs">
          {path.map((hop) => (
            <li key={`${hop.from} ${hop.to}`} className="wrap-anywhere">
              <HopEnd codebase={codebase} fqn={hop.from} />{' '}
              <span className="text-ink-faint">
                {hop.dispatch ? 'may run' : formatTerm(hop.relation)}
              </span>{' '}
              <HopEnd codebase={codebase} fqn={hop.to} />
              {hop.file === null ? null : (
                <span className="font-mono text-2xs text-ink-faint">
                  {' '}
                  {formatSite(hop.file, hop.line)}
                </span>
              )}
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
}

function HopEnd({ codebase, fqn }: { readonly codebase: string; readonly fqn: string }) {
  return (
    <Link to={symbols(codebase, { symbol: fqn })} className="font-mono hover:underline" title={fqn}>
      {fqn.split('#').at(-1)}
    </Link>
  );
}

function Shown({ of, total }: { readonly of: number; readonly total: number }) {
  return (
    <span className="text-xs text-ink-faint tabular-nums">
      {of < total ? `${of} of ${total}` : total}
    </span>
  );
}

/** What the world calls an entry point. */
function nameOf(item: Impact['entry_points'][number]): string {
  const { http_method: method, http_path: path, cron_expression: cron, mq_queue: queue } = item;
  if (path !== null) return method === null ? path : `${method} ${path}`;
  return item.name ?? cron ?? queue ?? item.symbol.name;
}

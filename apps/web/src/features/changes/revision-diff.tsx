import type { DifferenceKind, GraphDifference } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { Revision } from '../../answers.ts';
import { call } from '../../api.ts';
import { changesOf } from '../../codebase-places.ts';
import { formatCommit, formatCount, formatSite, formatTerm } from '../../format.ts';
import { type Go, useGo } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { ask } from '../../query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tag.tsx';
import { useKeysetRows } from '../../ui/use-keyset-rows.ts';
import type { ChangesView } from './changes-view.ts';

interface RevisionDiffProps {
  readonly view: ChangesView;
  /** Newest first. */
  readonly revisions: readonly Revision[];
}

const pageSize = 100;

/** The net differences between two revisions. */
export function RevisionDiff({ view, revisions }: RevisionDiffProps) {
  const go = useGo();
  const to = view.to ?? revisions[0]?.id ?? 1;
  const from = view.from ?? revisions.find(({ id }) => id < to)?.id ?? null;
  const choice = (
    <div className="flex flex-wrap items-center gap-3">
      <RevisionChoice
        label="From"
        value={from}
        revisions={revisions.filter(({ id }) => id < to)}
        onChange={(id) => go(changesOf(view.codebase, { ...view, from: id, to }))}
      />
      <RevisionChoice
        label="To"
        value={to}
        revisions={revisions}
        onChange={(id) =>
          go(
            changesOf(view.codebase, {
              ...view,
              to: id,
              from: from === null || from >= id ? null : from,
            }),
          )
        }
      />
    </div>
  );
  if (from === null) {
    return (
      <>
        {choice}
        <EmptyState icon="changes" title="Nothing lies before this revision">
          <p>Change the sources and index again; what changed then shows here.</p>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {choice}
      <Differences key={`${from} ${to}`} view={view} from={from} to={to} go={go} />
    </>
  );
}

interface DifferencesProps {
  readonly view: ChangesView;
  readonly from: number;
  readonly to: number;
  readonly go: Go;
}

function Differences({ view, from, to, go }: DifferencesProps) {
  const { codebase, kind } = view;
  const params = { name: codebase };
  const query = { from: String(from), to: String(to), limit: pageSize };
  const totals = useQuery(ask(routes.diffRevisions, { params, query: { ...query, limit: 1 } }));
  const list = useKeysetRows({
    queryKey: [routes.diffRevisions.path, params, { ...query, kind }],
    fetchPage: (cursor, signal) =>
      call(
        routes.diffRevisions,
        { params, query: { ...query, cursor, kind: kind ?? undefined } },
        { signal },
      ),
  });
  if (totals.isPending) return <Skeleton rows={6} label="Comparing" />;
  if (totals.isError) {
    return <ProblemNotice error={totals.error} onRetry={() => totals.refetch()} />;
  }
  const counted = kinds.filter((each) => totals.data.totals[each] > 0);
  return (
    <>
      <fieldset className="m-0 flex flex-wrap gap-2 border-0 p-0">
        <legend className="visually-hidden">Kinds of differences</legend>
        {counted.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={kind === each}
            onClick={() =>
              go(changesOf(codebase, { ...view, kind: kind === each ? null : each }), {
                replace: true,
              })
            }
            className="inline-flex h-7 cursor-pointer items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-xs hover:bg-hover aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {formatTerm(each)}
            <span className="tabular-nums text-ink-faint">
              {formatCount(totals.data.totals[each])}
            </span>
          </button>
        ))}
      </fieldset>
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={list.retry} />}
      {counted.length === 0 ? (
        <EmptyState icon="check" title="The two revisions are the same" />
      ) : list.isPending ? (
        <Skeleton rows={6} label="Loading the differences" />
      ) : (
        <DataTable
          label="Differences"
          columns={columns}
          rows={list.rows}
          rowKey={keyOfDifference}
          place={(row) => symbols(codebase, { symbol: subjectOf(row).fqn })}
        />
      )}
    </>
  );
}

interface RevisionChoiceProps {
  readonly label: string;
  readonly value: number | null;
  readonly revisions: readonly Revision[];
  readonly onChange: (id: number) => void;
}

function RevisionChoice({ label, value, revisions, onChange }: RevisionChoiceProps) {
  return (
    <label className="inline-flex items-center gap-2">
      <span className="text-xs text-ink-faint">{label}</span>
      <select
        className="h-8 rounded-control border border-line-strong bg-surface px-2 tabular-nums"
        value={value ?? ''}
        disabled={revisions.length === 0}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {value === null ? <option value="">none</option> : null}
        {revisions.map(({ id, commit }) => (
          <option key={id} value={id}>
            {id}
            {commit === null ? '' : ` · ${formatCommit(commit)}`}
          </option>
        ))}
      </select>
    </label>
  );
}

const looks = {
  added: { tone: 'ok', icon: 'plus' },
  removed: { tone: 'danger', icon: 'trash' },
  renamed: { tone: 'accent', icon: 'edit' },
  changed: { tone: 'warn', icon: 'edit' },
} as const satisfies Record<string, { readonly tone: Tone; readonly icon: IconName }>;

const kinds = [
  'symbol_added',
  'symbol_removed',
  'symbol_renamed',
  'symbol_changed',
  'edge_added',
  'edge_removed',
  'entry_point_added',
  'entry_point_removed',
  'dependency_added',
  'dependency_removed',
] as const satisfies readonly DifferenceKind[];

const columns: readonly Column<GraphDifference>[] = [
  {
    id: 'what',
    label: 'What',
    width: '45%',
    cell: (row) => (
      <span className="font-mono text-xs" title={subjectOf(row).fqn}>
        {subjectOf(row).name}
      </span>
    ),
  },
  {
    id: 'kind',
    label: 'Difference',
    width: '170px',
    cell: (row) => <StatusBadge look={lookOf(row.kind)}>{formatTerm(row.kind)}</StatusBadge>,
  },
  { id: 'detail', label: 'In detail', width: '35%', wide: true, cell: detailOf },
  {
    id: 'where',
    label: 'Where',
    width: '30%',
    wide: true,
    cell: (row) => {
      const { file, start_line } = subjectOf(row);
      const line = 'line' in row ? row.line : start_line;
      return file === null ? null : (
        <span className="font-mono text-2xs text-ink-faint">{formatSite(file, line)}</span>
      );
    },
  },
];

function lookOf(kind: DifferenceKind) {
  switch (kind) {
    case 'symbol_added':
    case 'edge_added':
    case 'entry_point_added':
    case 'dependency_added':
      return looks.added;
    case 'symbol_removed':
    case 'edge_removed':
    case 'entry_point_removed':
    case 'dependency_removed':
      return looks.removed;
    case 'symbol_renamed':
      return looks.renamed;
    case 'symbol_changed':
      return looks.changed;
  }
}

function subjectOf(row: GraphDifference) {
  switch (row.kind) {
    case 'edge_added':
    case 'edge_removed':
      return row.from;
    case 'dependency_added':
    case 'dependency_removed':
      return row.caller;
    case 'symbol_added':
    case 'symbol_removed':
    case 'symbol_renamed':
    case 'symbol_changed':
    case 'entry_point_added':
    case 'entry_point_removed':
      return row.symbol;
  }
}

function detailOf(row: GraphDifference) {
  switch (row.kind) {
    case 'symbol_added':
    case 'symbol_removed':
      return formatTerm(row.symbol.kind);
    case 'symbol_renamed':
      return (
        <span className="font-mono text-xs" title={row.old_fqn}>
          was {row.old_fqn.split('#').at(-1)}
        </span>
      );
    case 'symbol_changed':
      return row.changed.map(formatTerm).join(', ');
    case 'edge_added':
    case 'edge_removed':
      return (
        <span title={row.to.fqn}>
          {formatTerm(row.relation)} <span className="font-mono text-xs">{row.to.name}</span>
        </span>
      );
    case 'entry_point_added':
    case 'entry_point_removed':
      return [
        formatTerm(row.entry_type),
        row.http_method,
        row.http_path,
        row.name,
        row.cron_expression,
        row.mq_queue,
      ]
        .filter((part) => part !== null)
        .join(' ');
    case 'dependency_added':
    case 'dependency_removed':
      return `${row.dependency_type} ${row.target ?? ''}`;
  }
}

function keyOfDifference(row: GraphDifference): string {
  const subject = subjectOf(row).fqn;
  const rest = 'to' in row ? `${row.relation} ${row.to.fqn} ${row.file} ${row.line}` : '';
  const outside = 'target' in row ? `${row.dependency_type} ${row.target}` : '';
  const entry =
    'entry_type' in row
      ? `${row.entry_type} ${row.http_method} ${row.http_path} ${row.name} ${row.mq_queue} ${row.cron_expression}`
      : '';
  return `${row.kind} ${subject} ${rest}${outside}${entry}`;
}

import { enforcementStatusSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import type { Enforcement } from '../../answers.ts';
import { formatDuration } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import {
  type EnforcementsSearch,
  enforcement,
  enforcements,
  newRule,
} from '../../pipeline-places.ts';
import { listOf } from '../../query.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Select } from '../../ui/select.tsx';
import { isNarrowed } from '../records/is-narrowed.ts';
import { LiveRecords } from '../records/live-records.tsx';
import { EnforcementState } from '../records/record-state.tsx';
import { RefFilter } from '../records/ref-filter.tsx';
import { TimeWindow, useTimeWindow } from '../records/time-window.tsx';
import { isRef, useRuleRefs, useTriggerRefs } from '../records/use-known-refs.ts';

const columns: readonly Column<Enforcement>[] = [
  {
    id: 'rule',
    label: 'Rule',
    width: '34%',
    cell: ({ rule_ref, error }) => (
      <span className="mono inline-flex items-center gap-1.5">
        {rule_ref}
        {error === null ? null : (
          <span className="text-danger" title={error}>
            <Icon name="error" size={12} />
            <span className="visually-hidden">with an error</span>
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'status',
    label: 'Status',
    width: '116px',
    cell: ({ status }) => <EnforcementState status={status} />,
  },
  {
    id: 'trigger',
    label: 'Trigger',
    width: 'auto',
    wide: true,
    cell: ({ trigger_ref }) => <span className="mono text-ink-soft">{trigger_ref}</span>,
  },
  {
    id: 'resolved',
    label: 'Resolved after',
    width: '120px',
    align: 'end',
    wide: true,
    cell: ({ created, resolved_at }) =>
      resolved_at === null ? (
        <span className="faint">Pending</span>
      ) : (
        formatDuration(Date.parse(resolved_at) - Date.parse(created))
      ),
  },
  {
    id: 'created',
    label: 'Created',
    width: '104px',
    align: 'end',
    cell: ({ created }) => <Moment at={created} />,
  },
];

const statusNames = { created: 'pending', processed: 'processed', disabled: 'disabled' } as const;

export function EnforcementsPage() {
  const search = useSearch({ from: '/history/enforcements' });
  const go = useGo();
  const { since, until } = useTimeWindow(search);
  const { rule, trigger, status } = search;
  const change = (part: Partial<EnforcementsSearch>) =>
    go(enforcements({ ...search, ...part }), { replace: true });
  const query = {
    rule_ref: rule ?? undefined,
    trigger_ref: trigger ?? undefined,
    status: status ?? undefined,
    since,
    until,
  };
  return (
    <LiveRecords
      title="Enforcements"
      noun="enforcement"
      lead="Rules that matched an event. Each is resolved once."
      topic="enforcement"
      ruleRef={rule ?? undefined}
      triggerRef={trigger ?? undefined}
      list={listOf(routes.listEnforcements, query)}
      meaningOf={(entry) => {
        if (entry.topic !== 'enforcement') return 'none';
        const fits = status === null || entry.status === status;
        return fits && entry.change === 'created' && until === undefined ? 'new' : 'changed';
      }}
      columns={columns}
      place={({ id }) => enforcement(id)}
      filters={
        <>
          <RefFilter
            label="Rule"
            value={rule}
            options={useRuleRefs()}
            accepts={isRef}
            onChange={(next) => change({ rule: next })}
          />
          <RefFilter
            label="Trigger"
            value={trigger}
            options={useTriggerRefs()}
            accepts={isRef}
            onChange={(next) => change({ trigger: next })}
          />
          <Select
            label="Status"
            all="Any status"
            value={status}
            options={enforcementStatusSchema.options}
            name={(option) => statusNames[option]}
            onChange={(next) => change({ status: next })}
          />
          <TimeWindow value={search} onChange={change} />
        </>
      }
      empty={
        isNarrowed(query) ? (
          <EmptyState icon="enforcements" title="No enforcement fits these filters">
            <Link to={enforcements()} className="text-link">
              Show all enforcements
            </Link>
          </EmptyState>
        ) : (
          <EmptyState icon="enforcements" title="No rule has matched yet">
            <p>
              An enforcement appears when a rule matches an event.{' '}
              <Link to={newRule()} className="text-link">
                Write a rule
              </Link>
            </p>
          </EmptyState>
        )
      }
    />
  );
}

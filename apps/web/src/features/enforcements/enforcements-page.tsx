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
import { Moment } from '../../ui/moment.tsx';
import { Select } from '../../ui/select.tsx';
import { EmptyRecords } from '../records/empty-records.tsx';
import { RuleFilter, TriggerFilter } from '../records/known-ref-filters.tsx';
import { LiveRecords } from '../records/live-records.tsx';
import { EnforcementState } from '../records/record-state.tsx';
import { RefCell } from '../records/ref-cell.tsx';
import { TimeWindow, useTimeWindow } from '../records/time-window.tsx';

const columns: readonly Column<Enforcement>[] = [
  {
    id: 'rule',
    label: 'Rule',
    width: '34%',
    cell: ({ rule_ref, error }) => (
      <RefCell
        name={rule_ref}
        fault={error === null ? null : { tone: 'text-danger', text: error }}
      />
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
    cell: ({ trigger_ref }) => (
      <span className="mono text-ink-soft" title={trigger_ref}>
        {trigger_ref}
      </span>
    ),
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
          <RuleFilter value={rule} onChange={(next) => change({ rule: next })} />
          <TriggerFilter value={trigger} onChange={(next) => change({ trigger: next })} />
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
        <EmptyRecords
          icon="enforcements"
          query={query}
          unfit={{ title: 'No enforcement fits these filters' }}
          all={{ label: 'Show all enforcements', place: enforcements() }}
          never={{
            title: 'No rule has matched yet',
            next: (
              <>
                An enforcement appears when a rule matches an event.{' '}
                <Link to={newRule()} className="text-link">
                  Write a rule
                </Link>
              </>
            ),
          }}
        />
      }
    />
  );
}

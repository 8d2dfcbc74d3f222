import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Rule, RuleActivity } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatCount } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { enforcements, newRule, type RulesSearch, rule, rules } from '../../pipeline-places.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Select } from '../../ui/select.tsx';
import { DefinitionList } from '../definitions/definition-list.tsx';
import { refColumn, switchColumn } from '../definitions/usual-columns.tsx';
import { RefFilter } from '../records/ref-filter.tsx';
import { isRef, useActionRefs, useTriggerRefs } from '../records/use-known-refs.ts';
import { TemplateChoice } from './template-choice.tsx';

/** A rule with what it did of late. */
interface RuleRow extends Rule {
  readonly activity: RuleActivity | undefined;
}

const columns = (onChange: () => void): readonly Column<RuleRow>[] => [
  refColumn('Rule', '24%'),
  {
    id: 'on',
    label: 'On',
    width: '17%',
    wide: true,
    cell: ({ trigger_ref }) => <span className="mono text-ink-soft">{trigger_ref}</span>,
  },
  {
    id: 'when',
    label: 'When',
    width: 'auto',
    wide: true,
    cell: ({ when }) =>
      when === null ? (
        <span className="faint">always</span>
      ) : (
        <span className="mono text-xs text-ink-soft">{when}</span>
      ),
  },
  {
    id: 'do',
    label: 'Do',
    width: '11%',
    wide: true,
    cell: ({ action_ref }) => <span className="mono text-ink-soft">{action_ref}</span>,
  },
  {
    id: 'fired',
    label: '24 h',
    width: '64px',
    align: 'end',
    cell: ({ ref, activity }) =>
      activity === undefined || activity.enforcements === 0 ? (
        <span className="faint">{activity === undefined ? '' : '0'}</span>
      ) : (
        <Link
          to={enforcements({ rule: ref, range: 'day' })}
          className="text-link relative z-1"
          aria-label={`${formatCount(activity.enforcements)} enforcements of ${ref} in 24 hours`}
        >
          {formatCount(activity.enforcements)}
        </Link>
      ),
  },
  {
    id: 'last',
    label: 'Last fired',
    width: '104px',
    align: 'end',
    wide: true,
    cell: ({ activity }) =>
      activity === undefined || activity.last_fired_at === null ? (
        <span className="faint">never</span>
      ) : (
        <Moment at={activity.last_fired_at} />
      ),
  },
  switchColumn(
    'State',
    (ref, enabled) => call(routes.updateRule, { params: { ref } }, { body: { enabled } }),
    onChange,
  ),
];

/** A page of rules, with what each did of late. */
async function fetchRules(
  query: NonNullable<Parameters<typeof call<typeof routes.listRules>>[1]['query']>,
  signal: AbortSignal,
) {
  const page = await call(routes.listRules, { query }, { signal });
  const refs = page.items.map(({ ref }) => ref);
  if (refs.length === 0) return { ...page, items: [] };
  const { items } = await call(routes.getRuleActivity, { query: { refs } }, { signal });
  const known = new Map(items.map((item) => [item.rule_ref, item]));
  return {
    ...page,
    items: page.items.map((each): RuleRow => ({ ...each, activity: known.get(each.ref) })),
  };
}

export function RulesPage() {
  const search = useSearch({ from: '/history/rules' });
  const go = useGo();
  const triggerRefs = useTriggerRefs();
  const actionRefs = useActionRefs();
  const { trigger, action, state } = search;
  const change = (part: Partial<RulesSearch>) =>
    go(rules({ ...search, ...part }), { replace: true });
  const fetchPage = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      fetchRules(
        {
          trigger_ref: trigger ?? undefined,
          action_ref: action ?? undefined,
          enabled: state === null ? undefined : state === 'on',
          limit: 50,
          cursor,
        },
        signal,
      ),
    [trigger, action, state],
  );
  const filtered = trigger !== null || action !== null || state !== null;
  return (
    <DefinitionList
      title="Rules"
      lead="On a trigger, when a condition holds, do an action."
      make={{ label: 'New rule', place: newRule({ trigger, action }) }}
      queryKey={[routes.listRules.path, 'rows', trigger, action, state]}
      fetchPage={fetchPage}
      columns={columns}
      topics={['enforcement']}
      place={({ ref }) => rule(ref)}
      filters={
        <>
          <RefFilter
            label="Trigger"
            value={trigger}
            options={triggerRefs}
            accepts={isRef}
            onChange={(next) => change({ trigger: next })}
          />
          <RefFilter
            label="Action"
            value={action}
            options={actionRefs}
            accepts={isRef}
            onChange={(next) => change({ action: next })}
          />
          <Select
            label="State"
            all="On or off"
            value={state}
            options={['on', 'off'] as const}
            name={(option) => option}
            onChange={(next) => change({ state: next })}
          />
        </>
      }
      empty={
        filtered ? (
          <EmptyState icon="rules" title="No rule fits these filters">
            <Link to={rules()} className="text-link">
              Show all rules
            </Link>
          </EmptyState>
        ) : (
          <EmptyState icon="rules" title="There is no rule yet">
            <p>
              Start from one of these,{' '}
              <Link to={newRule()} className="text-link">
                write one
              </Link>
              , or put it into <code>clew.yaml</code> of a codebase.
            </p>
            <div className="pt-3 text-left">
              <TemplateChoice chosen={null} />
            </div>
          </EmptyState>
        )
      }
    />
  );
}

import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Rule } from '../../answers.ts';
import { call } from '../../api.ts';
import { Link, useGo } from '../../navigation.tsx';
import { newRule, type RulesSearch, rule, rules } from '../../pipeline-places.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Select } from '../../ui/select.tsx';
import { DefinitionList } from '../definitions/definition-list.tsx';
import { EnabledBadge } from '../definitions/enabled-badge.tsx';
import { RefFilter } from '../records/ref-filter.tsx';
import { isRef, useActionRefs, useTriggerRefs } from '../records/use-known-refs.ts';

const columns: readonly Column<Rule>[] = [
  {
    id: 'ref',
    label: 'Rule',
    width: '32%',
    cell: ({ ref }) => <span className="mono">{ref}</span>,
  },
  {
    id: 'state',
    label: 'State',
    width: '88px',
    cell: ({ enabled }) => <EnabledBadge enabled={enabled} />,
  },
  {
    id: 'on',
    label: 'On',
    width: '22%',
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
    id: 'updated',
    label: 'Changed',
    width: '104px',
    align: 'end',
    cell: ({ updated }) => <Moment at={updated} />,
  },
];

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
      call(
        routes.listRules,
        {
          query: {
            trigger_ref: trigger ?? undefined,
            action_ref: action ?? undefined,
            enabled: state === null ? undefined : state === 'on',
            limit: 50,
            cursor,
          },
        },
        { signal },
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
              <Link to={newRule()} className="text-link">
                Write one here
              </Link>
              , or put it into <code>clew.yaml</code> of a codebase.
            </p>
          </EmptyState>
        )
      }
    />
  );
}

import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import type { Event } from '../../answers.ts';
import { useGo } from '../../navigation.tsx';
import { type EventsSearch, event, events } from '../../pipeline-places.ts';
import { listOf } from '../../query.ts';
import type { Column } from '../../ui/data-table.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Moment } from '../../ui/moment.tsx';
import { EmptyRecords } from '../records/empty-records.tsx';
import { TriggerFilter } from '../records/known-ref-filters.tsx';
import { LiveRecords } from '../records/live-records.tsx';
import { RefCell } from '../records/ref-cell.tsx';
import { RefFilter } from '../records/ref-filter.tsx';
import { TimeWindow, useTimeWindow } from '../records/time-window.tsx';
import { isRef } from '../records/use-known-refs.ts';
import { useDraft } from '../symbols/use-draft.ts';

const previewLength = 160;
const typingPauseMs = 400;
const textWindow = 'Text is looked for in the last 7 days. Choose a longer time to look further.';

const unfit = {
  tone: 'text-warn',
  text: 'the payload does not fit the schema of its trigger',
} as const;

const columns: readonly Column<Event>[] = [
  {
    id: 'trigger',
    label: 'Trigger',
    width: '26%',
    cell: ({ trigger_ref, problems }) => (
      <RefCell name={trigger_ref} fault={problems === null ? null : unfit} />
    ),
  },
  {
    id: 'payload',
    label: 'Payload',
    width: 'auto',
    wide: true,
    cell: ({ payload }) => (
      <span className="mono text-xs text-ink-soft">
        {JSON.stringify(payload).slice(0, previewLength)}
      </span>
    ),
  },
  {
    id: 'source',
    label: 'Source',
    width: '18%',
    wide: true,
    cell: ({ source_ref, depth }) =>
      source_ref ?? (
        <span className="faint">{depth === 0 ? 'none named' : `reaction ${depth} of a chain`}</span>
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

export function EventsPage() {
  const search = useSearch({ from: '/history/events' });
  const go = useGo();
  const { since, until } = useTimeWindow(search);
  const { trigger, source, text } = search;
  const change = (part: Partial<EventsSearch>) =>
    go(events({ ...search, ...part }), { replace: true });
  const [draft, setDraft] = useDraft(
    text ?? '',
    (next) => change({ text: next === '' ? null : next }),
    typingPauseMs,
  );
  const query = {
    trigger_ref: trigger ?? undefined,
    source_ref: source ?? undefined,
    text: text ?? undefined,
    since,
    until,
  };
  return (
    <LiveRecords
      title="Events"
      noun="event"
      lead="What happened. An event never changes; it is kept for 90 days."
      topic="event"
      triggerRef={trigger ?? undefined}
      list={listOf(routes.listEvents, query)}
      meaningOf={(entry) => {
        if (entry.topic !== 'event') return 'none';
        if (source !== null && entry.source_ref !== source) return 'none';
        return text === null && until === undefined ? 'new' : 'changed';
      }}
      columns={columns}
      place={({ id }) => event(id)}
      filters={
        <>
          <TriggerFilter value={trigger} onChange={(next) => change({ trigger: next })} />
          <RefFilter
            label="Source"
            value={source}
            options={[]}
            accepts={isRef}
            onChange={(next) => change({ source: next })}
          />
          <span className="w-56 max-tablet:w-full">
            <TextInput
              type="search"
              aria-label="Text in the payload"
              placeholder="Text in the payload"
              title="Looks at the last 7 days, or at the window that is chosen"
              maxLength={200}
              value={draft}
              onChange={({ target }) => setDraft(target.value)}
            />
          </span>
          <TimeWindow value={search} onChange={change} />
        </>
      }
      empty={
        <EmptyRecords
          icon="events"
          query={query}
          unfit={{
            title: 'No event fits these filters',
            ...(text === null || since !== undefined ? {} : { hint: textWindow }),
          }}
          all={{ label: 'Show all events', place: events() }}
          never={{
            title: 'Nothing has happened yet',
            next: (
              <>
                Send an event with <code>POST /api/v1/events</code>; it shows up here by itself.
              </>
            ),
          }}
        />
      }
    />
  );
}

import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import type { Event } from '../../answers.ts';
import { Link, useGo } from '../../navigation.tsx';
import { type EventsSearch, event, events } from '../../pipeline-places.ts';
import { listOf } from '../../query.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { isNarrowed } from '../records/is-narrowed.ts';
import { LiveRecords } from '../records/live-records.tsx';
import { RefFilter } from '../records/ref-filter.tsx';
import { TimeWindow, useTimeWindow } from '../records/time-window.tsx';
import { isRef, useTriggerRefs } from '../records/use-known-refs.ts';
import { useDraft } from '../symbols/use-draft.ts';

const previewLength = 160;
const typingPauseMs = 400;

const columns: readonly Column<Event>[] = [
  {
    id: 'trigger',
    label: 'Trigger',
    width: '26%',
    cell: ({ trigger_ref, problems }) => (
      <span className="mono inline-flex items-center gap-1.5">
        {trigger_ref}
        {problems === null ? null : (
          <span className="text-warn" title="The payload does not fit the schema of its trigger">
            <Icon name="warning" size={12} />
            <span className="visually-hidden">with problems</span>
          </span>
        )}
      </span>
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
  const triggerRefs = useTriggerRefs();
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
          <RefFilter
            label="Trigger"
            value={trigger}
            options={triggerRefs}
            accepts={isRef}
            onChange={(next) => change({ trigger: next })}
          />
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
        isNarrowed(query) ? (
          <EmptyState icon="events" title="No event fits these filters">
            {text === null || search.range !== null || search.since !== null ? null : (
              <p>Text is looked for in the last 7 days. Choose a longer time to look further.</p>
            )}
            <Link to={events()} className="text-link">
              Show all events
            </Link>
          </EmptyState>
        ) : (
          <EmptyState icon="events" title="Nothing has happened yet">
            <p>
              Send an event with <code>POST /api/v1/events</code>; it shows up here by itself.
            </p>
          </EmptyState>
        )
      }
    />
  );
}

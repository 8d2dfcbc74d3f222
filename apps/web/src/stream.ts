import { type StreamEntry, streamEndSchema, streamEntrySchema } from '@clew/contracts';
import { type RouteAddress, routes, routeUrl } from '@clew/contracts/api';

export type StreamState = 'connecting' | 'live' | 'waiting';

type StreamQuery = Omit<NonNullable<RouteAddress<typeof routes.openStream>['query']>, 'after'>;

interface FollowInput {
  readonly query: StreamQuery;
  readonly onEntry: (entry: StreamEntry) => void;
  readonly onState: (state: StreamState) => void;
  /** Something may have been missed, at the beginning or while the API was away: ask for lists anew. */
  readonly onGap: () => void;
}

const topics = ['event', 'enforcement', 'execution', 'worker', 'output'] as const;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Follows the stream of the API until it is told to stop.
 *
 * A connection that breaks is opened again, after a pause that doubles up to ten seconds, from the
 * place behind the last message, so nothing is missed and nothing comes twice. A browser would do the
 * same by itself, but gives up for good when the API answers with an error, as it does while it starts.
 * While nobody looks at the page the connection is closed, since a browser has few for each server.
 */
export function followStream({ query, onEntry, onState, onGap }: FollowInput): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let after: string | undefined;
  let pauseMs = firstPauseMs;
  let stopped = false;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };

  const open = () => {
    close();
    if (stopped || document.hidden) return;
    onState('connecting');
    const opened = new EventSource(routeUrl(routes.openStream, { query: { ...query, after } }));
    source = opened;
    opened.onopen = () => {
      pauseMs = firstPauseMs;
      // Before the first message there is no place to go on from: what was asked for before the
      // connection stood may be old already.
      if (after === undefined) onGap();
      onState('live');
    };
    opened.onerror = again;
    opened.onmessage = ({ lastEventId }) => remember(lastEventId);
    for (const topic of topics) {
      opened.addEventListener(topic, ({ data, lastEventId }) => {
        remember(lastEventId);
        const entry = streamEntrySchema.safeParse(JSON.parse(data));
        if (entry.success) onEntry(entry.data);
      });
    }
    opened.addEventListener('expired', ({ data }) => {
      streamEndSchema.parse(JSON.parse(data));
      after = undefined;
      onGap();
      again();
    });
    opened.addEventListener('dropped', again);
  };

  const again = () => {
    close();
    if (stopped || document.hidden) return;
    onState('waiting');
    timer = setTimeout(open, pauseMs);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };

  const remember = (id: string) => {
    if (id !== '') after = id;
  };

  const onVisibility = () => {
    if (document.hidden) close();
    else if (source === null) open();
  };

  document.addEventListener('visibilitychange', onVisibility);
  open();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}

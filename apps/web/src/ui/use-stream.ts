import type { StreamEntry, StreamTopic } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { keyOf } from '../query.ts';
import { followStream, type StreamState } from '../stream.ts';

interface UseStreamInput {
  readonly topics: readonly StreamTopic[];
  readonly triggerRef?: string | undefined;
  readonly ruleRef?: string | undefined;
  readonly actionRef?: string | undefined;
  /** Of the event, enforcement, execution (also of output) or worker. */
  readonly entityId?: number | undefined;
  /** False pauses: the connection is closed, and goes on later from where it was opened anew. */
  readonly enabled?: boolean;
  readonly onEntry: (entry: StreamEntry) => void;
  /** Something may have been missed: ask for what is shown again. */
  readonly onGap?: () => void;
}

const readiness = keyOf(routes.getReadiness, {});

/** Hears what happens while the component is there. Answers how the connection is. */
export function useStream(input: UseStreamInput): StreamState {
  const { topics, triggerRef, ruleRef, actionRef, entityId, enabled = true } = input;
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>('connecting');
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const named = topics.join(',');

  useEffect(() => {
    if (!enabled) return;
    let broken = false;
    return followStream({
      query: {
        topics: named.split(',') as StreamTopic[],
        trigger_ref: triggerRef,
        rule_ref: ruleRef,
        action_ref: actionRef,
        entity_id: entityId,
      },
      onEntry: (entry) => latest.current.onEntry(entry),
      onState: (next) => {
        setState(next);
        // A connection that breaks or stands again says first how the API is.
        if (next === 'waiting' || (next === 'live' && broken)) {
          void client.invalidateQueries({ queryKey: readiness });
        }
        if (next !== 'connecting') broken = next === 'waiting';
      },
      onGap: () => latest.current.onGap?.(),
    });
  }, [named, triggerRef, ruleRef, actionRef, entityId, enabled, client]);

  return state;
}

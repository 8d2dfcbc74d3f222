import type { StreamEntry, StreamTopic } from '@clew/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { StreamState } from '../../stream.ts';
import { useStream } from '../../ui/use-stream.ts';
import { type Missed, missedNothing, withChange, withNew } from './missed.ts';

/** However much happens, nothing is asked again more often than this. */
const usualPauseMs = 800;

/** What an entry of the stream means for what is shown: another row, a change of one, or nothing. */
export type Meaning = 'new' | 'changed' | 'none';

interface LiveRefreshInput {
  readonly topics: readonly StreamTopic[];
  readonly triggerRef?: string | undefined;
  readonly ruleRef?: string | undefined;
  readonly actionRef?: string | undefined;
  readonly entityId?: number | undefined;
  readonly refresh: () => void;
  /** The least time between two refreshes. */
  readonly pauseMs?: number;
  /** False while a refresh would pull away what is being read: then it is only noted. */
  readonly mayRefresh?: () => boolean;
  /** Every entry is a change when left out. */
  readonly meaningOf?: (entry: StreamEntry) => Meaning;
}

export interface LiveRefresh {
  readonly live: boolean;
  readonly setLive: (live: boolean) => void;
  readonly state: StreamState;
  /** What happened that is not shown. */
  readonly missed: Missed;
  readonly catchUp: () => void;
}

/**
 * Asks again when something happens: at once, then with pauses, and always after the last of it. While
 * it is paused it goes on listening, to say how much waits.
 */
export function useLiveRefresh(input: LiveRefreshInput): LiveRefresh {
  const { topics, triggerRef, ruleRef, actionRef, entityId } = input;
  const [live, setLive] = useState(true);
  const [missed, setMissed] = useState(missedNothing);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const again = useRef(false);
  const latest = useRef({ input, live });
  useEffect(() => {
    latest.current = { input, live };
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const catchUp = useCallback(() => {
    setMissed(missedNothing);
    latest.current.input.refresh();
  }, []);

  const refreshSoon = useCallback(() => {
    if (timer.current !== undefined) {
      again.current = true;
      return;
    }
    const run = () => {
      again.current = false;
      catchUp();
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (!again.current) return;
        if (mayRefresh(latest.current)) run();
        else setMissed(withChange);
      }, latest.current.input.pauseMs ?? usualPauseMs);
    };
    run();
  }, [catchUp]);

  const heard = useCallback(
    (entry: StreamEntry) => {
      const meaning = latest.current.input.meaningOf?.(entry) ?? 'changed';
      if (meaning === 'none') return;
      if (mayRefresh(latest.current)) refreshSoon();
      else setMissed((now) => (meaning === 'new' ? withNew(now, idOf(entry)) : withChange(now)));
    },
    [refreshSoon],
  );

  const onGap = useCallback(() => {
    if (mayRefresh(latest.current)) refreshSoon();
    else setMissed(withChange);
  }, [refreshSoon]);

  const state = useStream({
    topics,
    triggerRef,
    ruleRef,
    actionRef,
    entityId,
    onEntry: heard,
    onGap,
  });

  const change = useCallback(
    (next: boolean) => {
      setLive(next);
      if (next && mayRefresh({ ...latest.current, live: next })) catchUp();
    },
    [catchUp],
  );
  return { live, setLive: change, state, missed, catchUp };
}

function mayRefresh({ input, live }: { readonly input: LiveRefreshInput; readonly live: boolean }) {
  return live && input.mayRefresh?.() !== false;
}

/** Of the record that an entry tells of. */
function idOf(entry: StreamEntry): number {
  switch (entry.topic) {
    case 'event':
    case 'enforcement':
      return entry.id;
    case 'execution':
    case 'worker':
      return entry.entity_id;
    case 'output':
      return entry.execution;
  }
}

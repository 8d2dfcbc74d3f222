import type { StreamTopic } from '@clew/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { StreamState } from '../../stream.ts';
import { useStream } from '../../ui/use-stream.ts';

/** However much happens, nothing is asked again more often than this. */
const usualPauseMs = 800;

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
}

export interface LiveRefresh {
  readonly live: boolean;
  readonly setLive: (live: boolean) => void;
  readonly state: StreamState;
  /** Something happened that is not shown. */
  readonly behind: boolean;
  readonly catchUp: () => void;
}

/** Asks again when something happens: at once, then with pauses, and always after the last of it. */
export function useLiveRefresh(input: LiveRefreshInput): LiveRefresh {
  const { topics, triggerRef, ruleRef, actionRef, entityId } = input;
  const [live, setLive] = useState(true);
  const [behind, setBehind] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const again = useRef(false);
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const catchUp = useCallback(() => {
    setBehind(false);
    latest.current.refresh();
  }, []);

  const happened = useCallback(() => {
    if (latest.current.mayRefresh?.() === false) {
      setBehind(true);
      return;
    }
    if (timer.current !== undefined) {
      again.current = true;
      return;
    }
    const run = () => {
      again.current = false;
      catchUp();
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (again.current) happened();
      }, latest.current.pauseMs ?? usualPauseMs);
    };
    run();
  }, [catchUp]);

  const state = useStream({
    topics,
    triggerRef,
    ruleRef,
    actionRef,
    entityId,
    enabled: live,
    onEntry: happened,
    onGap: happened,
  });

  const change = useCallback(
    (next: boolean) => {
      setLive(next);
      if (next) catchUp();
    },
    [catchUp],
  );
  return { live, setLive: change, state, behind, catchUp };
}

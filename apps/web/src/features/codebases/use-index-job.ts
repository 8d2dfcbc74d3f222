import { indexActionRef } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Execution } from '../../answers.ts';
import { call } from '../../api.ts';
import { useGo } from '../../navigation.tsx';
import { overview } from '../../places.ts';
import { ask, keyOf } from '../../query.ts';
import { codebaseOfJob, isOpen } from './index-execution.ts';
import { isAboutGraph } from './is-about-graph.ts';

const whileRunningMs = 700;
const lookOutMs = 5_000;
const jobsLookedAt = 20;

export interface IndexJobState {
  /** The job that the URL names, else one that was seen under way; null when there is none. */
  readonly execution: Execution | null;
  readonly starting: boolean;
  readonly error: Error | null;
  readonly start: () => void;
  /** Puts away a job that has ended. */
  readonly dismiss: () => void;
}

/**
 * The index job of a codebase: starts one, follows it by polling, and finds one that something else
 * started. When it ends, everything that was read from the graph is asked again.
 */
export function useIndexJob(codebase: string, job: string | null): IndexJobState {
  const client = useQueryClient();
  const go = useGo();
  const underWay = useQuery({
    ...ask(routes.listExecutions, { query: { action_ref: indexActionRef, limit: jobsLookedAt } }),
    select: (page) =>
      page.items.find((each) => codebaseOfJob(each) === codebase && isOpen(each)) ?? null,
    refetchInterval: lookOutMs,
  });
  const [seen, setSeen] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const found = underWay.data?.id ?? null;
  // The list is older than the job that is followed: it may still call one under way that was put away.
  if (found !== null && found !== seen && found !== dismissed) setSeen(found);
  const id = job === null ? seen : Number(job);
  const followed = useQuery({
    ...ask(routes.getExecution, { params: { id: id ?? 0 } }),
    enabled: id !== null,
    refetchInterval: ({ state }) =>
      state.data !== undefined && !isOpen(state.data) ? false : whileRunningMs,
  });
  const start = useMutation({
    mutationFn: () => call(routes.indexCodebase, { params: { name: codebase } }, { body: {} }),
    onSuccess: (execution) => {
      client.setQueryData(keyOf(routes.getExecution, { params: { id: execution.id } }), execution);
      go(overview(codebase, String(execution.id)));
    },
  });

  const execution = id === null ? null : (followed.data ?? null);
  const ended = execution !== null && !isOpen(execution) ? execution.id : null;
  const wasOpen = useRef(false);
  useEffect(() => {
    if (execution !== null && isOpen(execution)) wasOpen.current = true;
    if (ended === null || !wasOpen.current) return;
    wasOpen.current = false;
    void client.invalidateQueries({ predicate: isAboutGraph });
  }, [client, execution, ended]);

  return {
    execution,
    starting: start.isPending,
    error: start.error ?? (job === null ? null : followed.error),
    start: () => start.mutate(),
    dismiss: () => {
      setDismissed(id);
      setSeen(null);
      start.reset();
      if (job !== null) go(overview(codebase));
    },
  };
}

import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../../query.ts';
import { isRef } from '../records/use-known-refs.ts';
import type { CelScope } from './cel-completions.ts';
import { anything, mergeShapes, shapeOfSchema, shapeOfValue } from './value-shape.ts';

/** How many of the latest events tell what a payload looks like. */
const examples = 20;

/** What a condition on a trigger can read: what its schema says, and what its latest events had. */
export function useCelScope(triggerRef: string): {
  readonly cel: CelScope;
  /** Whether the trigger says that it takes parameters. */
  readonly describesParams: boolean;
} {
  const enabled = isRef(triggerRef);
  const trigger = useQuery({
    ...ask(routes.getTrigger, { params: { ref: triggerRef } }),
    enabled,
    staleTime: 30_000,
    retry: false,
  });
  const latest = useQuery({
    ...ask(routes.listEvents, { query: { trigger_ref: triggerRef, limit: examples } }),
    enabled,
    staleTime: 30_000,
  });
  const events = latest.data?.items;
  const schemas = trigger.data;
  return useMemo(() => {
    const payload = (events ?? [])
      .map((event) => shapeOfValue(event.payload))
      .reduce(mergeShapes, shapeOfSchema(schemas?.out_schema ?? null));
    const params = schemas === undefined ? anything : shapeOfSchema(schemas.param_schema);
    return {
      cel: { payload, params },
      describesParams: schemas !== undefined && schemas.param_schema !== null,
    };
  }, [schemas, events]);
}

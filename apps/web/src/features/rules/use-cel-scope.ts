import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../../query.ts';
import { isRef } from '../records/use-known-refs.ts';
import type { CelScope } from './cel-completions.ts';
import { anything, shapeOfSchema, shapeOfValue } from './value-shape.ts';

/** What a condition on a trigger can read: from its schemas, and without them from its latest event. */
export function useCelScope(triggerRef: string): CelScope {
  const enabled = isRef(triggerRef);
  const trigger = useQuery({
    ...ask(routes.getTrigger, { params: { ref: triggerRef } }),
    enabled,
    staleTime: 30_000,
    retry: false,
  });
  const latest = useQuery({
    ...ask(routes.listEvents, { query: { trigger_ref: triggerRef, limit: 1 } }),
    enabled,
    staleTime: 30_000,
  });
  const example = latest.data?.items[0]?.payload;
  const schemas = trigger.data;
  return useMemo(() => {
    const described = shapeOfSchema(schemas?.out_schema ?? null);
    const known = Object.keys(described.members).length > 0;
    return {
      payload: known ? described : example === undefined ? anything : shapeOfValue(example),
      params: shapeOfSchema(schemas?.param_schema ?? null),
    };
  }, [schemas, example]);
}

import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../api.ts';
import type { DraftRule } from './draft-test.ts';

/** Typing is let come to a rest before the rule is checked. */
const restMs = 400;

/**
 * What the API would refuse the rule for, asked whenever the rule was not changed for a moment. Null when
 * nothing is wrong, and while it is not known. Nothing is stored.
 */
export function useRuleCheck(rule: DraftRule | null): Error | null {
  const text = rule === null ? null : JSON.stringify(rule);
  const rested = useRested(text);
  const check = useQuery({
    queryKey: [routes.testDraftRule.path, 'check', rested],
    queryFn: ({ signal }) => {
      const body = { rule: JSON.parse(rested ?? '{}') as DraftRule, on: { payload: {} } };
      return call(routes.testDraftRule, {}, { body, signal });
    },
    enabled: rested !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
  return rested === text ? check.error : null;
}

function useRested(text: string | null): string | null {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

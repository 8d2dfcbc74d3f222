import type { DraftRuleTest } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../../api.ts';
import type { DraftRule } from './draft-test.ts';

/** Tries a rule as it stands. A new try ends the one before. */
export function useRuleTrial(rule: DraftRule | null, onError: (error: Error | null) => void) {
  const running = useRef<AbortController | null>(null);
  return useMutation({
    mutationFn: (on: DraftRuleTest['on']) => {
      if (rule === null) throw new Error('A part of the rule cannot be read.');
      running.current?.abort();
      running.current = new AbortController();
      const { signal } = running.current;
      return call(routes.testDraftRule, {}, { body: { rule, on }, signal });
    },
    onError,
    onSuccess: () => onError(null),
  });
}

import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useRecovery } from '../../ui/use-recovery.ts';

/** Keeps a failure to load or draw one page from taking the rest with it. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const cause = error instanceof Error ? error : new Error(String(error));
  const retry = useCallback(() => {
    // What was not loaded is loaded first; only then there is something to draw.
    void router.invalidate().then(reset);
  }, [router, reset]);
  useRecovery(retry, cause);
  return <ProblemNotice error={cause} onRetry={retry} />;
}

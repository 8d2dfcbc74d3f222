import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ApiError } from '../api-error.ts';
import { ask } from '../query.ts';

/**
 * Tries again what the API did not answer, as soon as it answers again. Whether it does is asked by
 * the shell, all the time; nothing is asked from here.
 */
export function useRecovery(tryAgain: () => void, error: Error | null): void {
  const { status } = useQuery({ ...ask(routes.getReadiness, {}), enabled: false });
  const waits = error instanceof ApiError && error.passing;
  const down = useRef(false);
  useEffect(() => {
    if (status === 'error') down.current = true;
    if (status !== 'success' || !down.current) return;
    down.current = false;
    if (waits) tryAgain();
  }, [status, waits, tryAgain]);
}

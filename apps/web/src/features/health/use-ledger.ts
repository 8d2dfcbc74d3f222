import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { healthKey } from './use-volumes.ts';

/** The days of the ledger that are shown. */
export const ledgerDays = 7;

/** The books of the last days. Whoever asks gets the same answer. */
export function useLedger() {
  return useQuery({
    queryKey: [healthKey, 'ledger'],
    queryFn: ({ signal }) => call(routes.getLedger, { query: { days: ledgerDays } }, { signal }),
    refetchInterval: 30_000,
  });
}

import type { AnalyticsEntity } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Analytics } from '../../answers.ts';
import { call } from '../../api.ts';
import type { HealthSearch } from '../../pipeline-places.ts';
import { chartWindow } from './chart-window.ts';

/** The first part of the key of every question of the page, so that all can be asked anew. */
export const healthKey = 'health of the pipeline';

export interface Volumes {
  readonly events: UseQueryResult<Analytics>;
  readonly enforcements: UseQueryResult<Analytics>;
  readonly executions: UseQueryResult<Analytics>;
}

/** How much happened in the window, from the aggregates. A range ends now, whenever it is asked. */
export function useVolumes(search: HealthSearch): Volumes {
  return {
    events: useVolume('events', search),
    enforcements: useVolume('enforcements', search),
    executions: useVolume('executions', search),
  };
}

function useVolume(entity: AnalyticsEntity, search: HealthSearch): UseQueryResult<Analytics> {
  return useQuery({
    queryKey: [healthKey, entity, search.range, search.since, search.until],
    queryFn: ({ signal }) =>
      call(
        routes.getAnalytics,
        { params: { entity }, query: chartWindow(search, Date.now()) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

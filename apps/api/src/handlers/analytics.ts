import {
  countPending,
  listChunks,
  listJobs,
  readAnalytics,
  readLedger,
  readStorage,
} from '@clew/event-store';
import type { Handlers } from './handler.ts';

export const getAnalytics: Handlers['getAnalytics'] = async ({ ctx, params, query }) => ({
  status: 200,
  body: await readAnalytics({ ctx, input: { ...query, ...params } }),
});

export const getStorage: Handlers['getStorage'] = async ({ ctx }) => ({
  status: 200,
  body: await readStorage({ ctx }),
});

export const getJobs: Handlers['getJobs'] = async ({ ctx }) => ({
  status: 200,
  body: { jobs: await listJobs({ ctx }) },
});

export const getLedger: Handlers['getLedger'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readLedger({ ctx, input: query }),
});

export const getChunks: Handlers['getChunks'] = async ({ ctx, query }) => ({
  status: 200,
  body: { hypertable: query.hypertable, chunks: [...(await listChunks({ ctx, input: query }))] },
});

export const getPending: Handlers['getPending'] = async ({ ctx }) => ({
  status: 200,
  body: await countPending({ ctx }),
});

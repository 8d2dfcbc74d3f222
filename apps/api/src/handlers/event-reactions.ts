import { whyRule } from '@clew/automation';
import { readLineage } from '@clew/event-store';
import type { Handlers } from './handler.ts';

export const getLineage: Handlers['getLineage'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readLineage({ ctx, input: params }),
});

export const explainRule: Handlers['explainRule'] = async ({ ctx, params, query }) => ({
  status: 200,
  body: await whyRule({ ctx, input: { ...query, event: params.id } }),
});

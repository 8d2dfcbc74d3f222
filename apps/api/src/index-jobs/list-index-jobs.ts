import {
  type Execution,
  type ExecutionStatus,
  type IndexJobConfig,
  indexActionRef,
  indexJobConfigSchema,
} from '@clew/contracts';
import { type EventSession, listExecutions } from '@clew/event-store';

export interface IndexJobs {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly codebase: string };
}

/** The parameters of an index job, or null for one that cannot run. */
export function indexJobConfig(job: Execution): IndexJobConfig | null {
  return indexJobConfigSchema.safeParse(job.config).data ?? null;
}

/** The index jobs of a codebase that are in one of some statuses. */
export async function listIndexJobs(
  { ctx, input }: IndexJobs,
  statuses: readonly ExecutionStatus[],
): Promise<readonly Execution[]> {
  const found: Execution[] = [];
  for (const status of statuses) {
    let cursor: string | undefined;
    do {
      const page = await listExecutions({
        ctx,
        input: { action_ref: indexActionRef, status, limit: 200, cursor },
      });
      found.push(...page.items.filter((job) => indexJobConfig(job)?.codebase === input.codebase));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }
  return found;
}

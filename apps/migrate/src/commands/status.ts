import { type EventMigrationPlan, planEventMigrations } from '@clew/event-store';
import { type GraphPlan, planGraphMigration } from '@clew/graph-store';
import { withEventsToRead } from '../events/with-events.ts';
import type { CommandContext, StoreSelection } from './command-context.ts';
import { eachStore, type StoreOutcomes } from './each-store.ts';

export type Status = StoreOutcomes<
  Pick<GraphPlan, 'action' | 'applied' | 'pending'>,
  Pick<EventMigrationPlan, 'applied' | 'pending'>
>;

/** Which migrations every selected store has and lacks. Writes nothing. */
export function readStatus(input: {
  readonly ctx: CommandContext;
  readonly input: StoreSelection;
}): Promise<Status> {
  return eachStore({
    ctx: input.ctx,
    selection: input.input,
    graph: ({ path }) => {
      const { action, applied, pending } = planGraphMigration(path, { rehearse: false });
      return { action, applied, pending };
    },
    events: () =>
      withEventsToRead(input.ctx.config, async (url) => {
        const { applied, pending } = await planEventMigrations(url);
        return { applied, pending };
      }),
  });
}

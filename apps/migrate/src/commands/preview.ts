import { type EventMigrationPlan, planEventMigrations } from '@clew/event-store';
import { type GraphPlan, planGraphMigration } from '@clew/graph-store';
import { withEventsToRead } from '../events/with-events.ts';
import type { CommandContext, StoreSelection } from './command-context.ts';
import { eachStore, type StoreOutcomes } from './each-store.ts';

export type Preview = StoreOutcomes<GraphPlan, EventMigrationPlan>;

/** What `up` would do (and `adopt`, for files of the older system). Writes nothing to any store. */
export function previewStores(input: {
  readonly ctx: CommandContext;
  readonly input: StoreSelection;
}): Promise<Preview> {
  return eachStore({
    ctx: input.ctx,
    selection: input.input,
    graph: ({ path }) => planGraphMigration(path),
    events: () => withEventsToRead(input.ctx.config, planEventMigrations),
  });
}

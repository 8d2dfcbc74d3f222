import { type EventVerification, verifyEvents } from '@clew/event-store';
import { type GraphVerification, verifyGraph } from '@clew/graph-store';
import { withEventsToRead } from '../events/with-events.ts';
import type { CommandContext, StoreSelection } from './command-context.ts';
import { eachStore, type StoreOutcomes } from './each-store.ts';

export type Verification = StoreOutcomes<GraphVerification, EventVerification>;

/** Compares every selected store with what this version expects of it. Writes nothing. */
export function verifyStores(input: {
  readonly ctx: CommandContext;
  readonly input: StoreSelection;
}): Promise<Verification> {
  return eachStore({
    ctx: input.ctx,
    selection: input.input,
    graph: ({ path }) => verifyGraph(path),
    events: () => withEventsToRead(input.ctx.config, verifyEvents),
  });
}

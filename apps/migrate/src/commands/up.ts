import { type EventMigrationResult, migrateEvents } from '@clew/event-store';
import { type GraphMigration, migrateGraph } from '@clew/graph-store';
import { withEvents } from '../events/with-events.ts';
import type { CommandContext, StoreSelection } from './command-context.ts';
import { eachStore, type StoreOutcomes } from './each-store.ts';

export type UpResult = StoreOutcomes<GraphMigration, EventMigrationResult>;

/** Brings every selected store to the schema of this version; graphs get a backup first. */
export function migrateStores(input: {
  readonly ctx: CommandContext;
  readonly input: StoreSelection;
}): Promise<UpResult> {
  const { ctx } = input;
  return eachStore({
    ctx,
    selection: input.input,
    graph: ({ name, path }) =>
      migrateGraph({ path, onApplied: (migration) => ctx.progress(`${name}: ${migration}`) }),
    events: () =>
      withEvents(ctx.config, (url) =>
        migrateEvents({ url, onProgress: (step) => ctx.progress(`events: ${step}`) }),
      ),
  });
}

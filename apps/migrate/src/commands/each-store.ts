import { type Attempt, attempt } from '../attempt.ts';
import { describeEvents } from '../events/with-events.ts';
import { findGraphs, type GraphFile } from '../graphs/find-graphs.ts';
import { wants } from '../store-choice.ts';
import type { CommandContext, StoreSelection } from './command-context.ts';

export interface GraphOutcome<G> extends GraphFile {
  readonly result: Attempt<G>;
}

export interface EventsOutcome<E> {
  readonly server: string;
  readonly result: Attempt<E>;
}

/** What came of each store; null for a store that was not asked for. */
export interface StoreOutcomes<G, E> {
  readonly graphs: readonly GraphOutcome<G>[] | null;
  readonly events: EventsOutcome<E> | null;
}

/** Does the same to every selected store; what fails for one does not keep the others from it. */
export async function eachStore<G, E>(input: {
  readonly ctx: CommandContext;
  readonly selection: StoreSelection;
  readonly graph: (file: GraphFile) => G;
  readonly events: () => Promise<E>;
}): Promise<StoreOutcomes<G, E>> {
  const { ctx, selection, graph, events } = input;
  const graphs: GraphOutcome<G>[] = [];
  if (wants(selection.store, 'graph')) {
    for (const file of findGraphs(ctx.config.codebasesDir, selection.files)) {
      graphs.push({ ...file, result: await attempt(() => graph(file)) });
    }
  }
  // Files name graphs, so a command about files is not about events unless it says so.
  const eventsWanted =
    selection.store === 'events' || (selection.store === undefined && selection.files.length === 0);
  return {
    graphs: wants(selection.store, 'graph') ? graphs : null,
    events: eventsWanted
      ? { server: describeEvents(ctx.config), result: await attempt(events) }
      : null,
  };
}

/** Whether every store gave an answer that counts as good. */
export function allGood<G, E>(
  outcomes: StoreOutcomes<G, E>,
  isGood: { readonly graph: (value: G) => boolean; readonly events: (value: E) => boolean },
): boolean {
  const graphs = (outcomes.graphs ?? []).every(
    ({ result }) => result.ok && isGood.graph(result.value),
  );
  const events = outcomes.events?.result;
  return graphs && (events === undefined || (events.ok && isGood.events(events.value)));
}

import type { Execution } from '@clew/contracts';
import { type EventStore, getRunDefinition } from '@clew/event-store';
import type { Action } from './action.ts';

/**
 * What runs an execution: the built-in action of its ref, or, for an action that people defined, the
 * built-in one that its runner names. Undefined when this worker has none.
 */
export async function findAction(input: {
  readonly ctx: { readonly events: EventStore };
  readonly execution: Execution;
  /** By ref. */
  readonly actions: ReadonlyMap<string, Action>;
}): Promise<Action | undefined> {
  const { ctx, execution, actions } = input;
  const builtIn = actions.get(execution.action_ref);
  if (builtIn !== undefined) return builtIn;
  const definition = await getRunDefinition({
    ctx,
    input: { action_ref: execution.action_ref, enforcement: execution.enforcement?.id ?? null },
  });
  return definition === null ? undefined : actions.get(`core.${definition.runner}`);
}

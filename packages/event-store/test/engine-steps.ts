import type { Event } from '@clew/contracts';
import { listEnforcements } from '../src/enforcements/list-enforcements.ts';
import {
  type DecideEvent,
  type EventMatch,
  evaluateInbox,
  type Rulebook,
} from '../src/engine/evaluate-inbox.ts';
import type { RuleSet } from '../src/engine/load-rules.ts';
import { type DecideEnforcement, processEnforcements } from '../src/engine/process-enforcements.ts';
import { createEvents, type EventCause } from '../src/events/create-events.ts';
import type { EventStore } from '../src/open-event-store.ts';

/** Matches every event with every rule, or with the one that is asked. */
const everyRule =
  (rules: RuleSet['rules']): DecideEvent =>
  (event, rule) => {
    const asked = rules.filter(({ id }) => rule === null || id === rule);
    return { matches: asked.map((each) => matchOf(each, event)), conditions: asked.length };
  };

export const matchOf = (
  { id, ref, version }: RuleSet['rules'][number],
  event: Event,
): EventMatch => ({
  rule: id,
  rule_ref: ref,
  rule_version: version,
  config: { message: `event ${event.id}` },
  conditions: [],
  error: null,
});

export const matchAll: Rulebook = async (_, load) => everyRule((await load()).rules);
export const proceed: DecideEnforcement = () => ({ kind: 'process' });

/** Forgets rules and everything that happened. */
export async function forgetEverything({ sql }: EventStore): Promise<void> {
  await sql`truncate event, event_inbox, enforcement, enforcement_key, evaluation, event_chain,
    execution, rule, rule_version, rule_switch`;
}

/** The steps of an engine, one at a time, on the store that `events` answers. */
export function engineSteps(events: () => EventStore) {
  const ctx = () => ({ events: events() });
  return {
    create: (count: number, input: { trigger_ref?: string; cause?: EventCause } = {}) =>
      createEvents({
        ctx: ctx(),
        input: {
          events: Array.from({ length: count }, (_, n) => ({
            trigger_ref: input.trigger_ref ?? 'core.event',
            payload: { n },
          })),
          cause: input.cause,
        },
      }),
    async createRule(ref: string, action_ref = 'core.log'): Promise<number> {
      const [row] = await events().sql<{ id: number }[]>`
        insert into rule (ref, label, trigger_ref, action_ref)
        values (${ref}, ${ref}, 'core.event', ${action_ref}) returning id`;
      return row?.id ?? 0;
    },
    evaluate: (rulebook: Rulebook = matchAll, limit = 100) =>
      evaluateInbox({ ctx: ctx(), input: { engine: 'test', limit, rulebook } }),
    process: (decide: DecideEnforcement = proceed, limit = 100) =>
      processEnforcements({ ctx: ctx(), input: { limit, decide } }),
    enforcements: async () =>
      (await listEnforcements({ ctx: ctx(), input: { limit: 200 } })).items.toReversed(),
    executions: () => events().sql<Record<string, unknown>[]>`
      select enforcement, action_ref, config, status, max_attempts, timeout_seconds, event,
             root_event, depth, budget
      from execution order by enforcement`,
  };
}

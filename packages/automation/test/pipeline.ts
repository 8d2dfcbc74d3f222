import { strict as assert } from 'node:assert';
import type { JsonValue, NewEvent } from '@clew/contracts';
import {
  createEvents,
  type EventStore,
  eventStoreTemplate,
  openEventStore,
  readLedger,
} from '@clew/event-store';
import { eventually, tempEventsDatabase } from '@clew/testing';
import { defaultEngineTimes, type EngineTimes, startEngine } from '../src/engine/start-engine.ts';
import type { WorkerLog } from '../src/worker-log.ts';

/** A rule as tests write it. */
export interface TestRule {
  readonly ref: string;
  readonly trigger_ref?: string;
  readonly when?: string | null;
  readonly action_ref?: string;
  readonly action_params?: JsonValue;
  readonly enabled?: boolean;
}

/** An event store with nothing but definitions in it, and what tests of the engine do with it. */
export interface Pipeline extends AsyncDisposable {
  readonly url: string;
  readonly events: EventStore;
  /** Forgets rules and everything that happened. */
  reset(): Promise<void>;
  createRules(rules: readonly TestRule[]): Promise<readonly number[]>;
  createEvents(events: readonly NewEvent[]): Promise<readonly number[]>;
  startEngine(options?: {
    readonly name?: string;
    readonly batchSize?: number;
    readonly times?: Partial<EngineTimes>;
    readonly log?: WorkerLog;
  }): Promise<AsyncDisposable>;
  /** Waits until nothing is due in any queue. */
  settled(): Promise<void>;
  /** `rule_ref event` of every enforcement, sorted. */
  firings(): Promise<readonly string[]>;
  /** `rule_ref event` of every execution, sorted. */
  executions(): Promise<readonly string[]>;
  expectBalance(): Promise<void>;
}

/** Milliseconds; far more than anything takes, so that only a hang reaches it. */
const patience = 180_000;

export const quiet: WorkerLog = { info() {}, warn() {}, error() {} };

export async function openPipeline(): Promise<Pipeline> {
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  const events = await openEventStore({ url: database.url, maxConnections: 8 });
  const { sql } = events;
  const ctx = { events };
  return {
    url: database.url,
    events,
    async reset() {
      await sql`truncate event, event_inbox, enforcement, enforcement_key, evaluation, event_chain,
        execution, rule, rule_version`;
    },
    async createRules(rules) {
      const rows = await sql<{ id: number }[]>`
        insert into rule (ref, label, trigger_ref, condition_expression, action_ref, action_params,
                          enabled)
        select ref, ref, trigger_ref, condition, action_ref, params::jsonb,
               enabled::boolean
        from unnest(
          ${rules.map(({ ref }) => ref)}::text[],
          ${rules.map(({ trigger_ref }) => trigger_ref ?? 'core.event')}::text[],
          ${rules.map(({ when }) => when ?? null)}::text[],
          ${rules.map(({ action_ref }) => action_ref ?? 'core.log')}::text[],
          ${rules.map(({ action_params }) => JSON.stringify(action_params ?? {}))}::text[],
          ${rules.map(({ enabled }) => String(enabled ?? true))}::text[]
        ) with ordinality as g (ref, trigger_ref, condition, action_ref, params, enabled, n)
        order by n
        returning id`;
      return rows.map(({ id }) => id);
    },
    createEvents: async (input) =>
      (await createEvents({ ctx, input: { events: input } })).map(({ id }) => id),
    async startEngine({ name = 'test', batchSize = 100, times = {}, log = quiet } = {}) {
      const engine = await startEngine({
        ctx: { events, log },
        name,
        batchSize,
        times: { ...defaultEngineTimes, pollMs: 20, ...times },
      });
      return { [Symbol.asyncDispose]: () => engine.stop() };
    },
    async settled() {
      const idle = async () => {
        const [row] = await sql<{ n: number }[]>`
          select (select count(*) from event_inbox)
                 + (select count(*) from enforcement_key where pending) as n`;
        return row?.n === 0;
      };
      await eventually(idle, { within: patience });
    },
    firings: () => pairs(sql`select rule_ref, event from enforcement`),
    executions: () =>
      pairs(sql`
        select f.rule_ref, x.event from execution x join enforcement f on f.id = x.enforcement`),
    async expectBalance() {
      const { balanced, days } = await readLedger({ ctx, input: { days: 2 } });
      assert.ok(balanced, JSON.stringify(days));
    },
    async [Symbol.asyncDispose]() {
      await events.close();
      await database.drop();
    },
  };
}

async function pairs(query: PromiseLike<readonly unknown[]>): Promise<readonly string[]> {
  const rows = (await query) as readonly { readonly rule_ref: string; readonly event: number }[];
  return rows.map(({ rule_ref, event }) => `${rule_ref} ${event}`).toSorted();
}

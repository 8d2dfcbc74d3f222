import { afterAll, beforeAll, expect, test } from 'vitest';
import { plannedChunks, planOf } from '../../test/plan.ts';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEnforcement } from '../enforcements/create-enforcement.ts';
import { executionsBehind, listExecutions } from './list-executions.ts';
import { requestExecution } from './request-execution.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

async function runOf(rule_ref: string): Promise<{ enforcement: number; execution: number }> {
  const { id: enforcement } = await createEnforcement({
    ctx,
    input: { rule_ref, trigger_ref: 'list.event' },
  });
  const { id } = await requestExecution({
    ctx,
    input: { action_ref: 'core.log', cause: { enforcement } },
  });
  return { enforcement, execution: id };
}

test('executions of a rule are listed newest first, also when their enforcements are gone', async () => {
  const first = await runOf('list.mine');
  await runOf('list.other');
  const second = await runOf('list.mine');
  await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  const ofRule = async () => {
    const { items } = await listExecutions({ ctx, input: { rule_ref: 'list.mine' } });
    expect(items.every(({ rule_ref }) => rule_ref === 'list.mine')).toBe(true);
    return items.map(({ id }) => id);
  };
  expect(await ofRule()).toEqual([second.execution, first.execution]);
  await store.events.sql`delete from enforcement where id = ${first.enforcement}::bigint`;
  expect(await ofRule()).toEqual([second.execution, first.execution]);
});

test('a page of one rule comes from an index, whether the rule fires often or seldom', async () => {
  const { sql, db } = store.events;
  await sql`alter table execution disable trigger user`;
  await sql`
    insert into execution (action_ref, created, rule_ref)
    select 'core.log', now() - n * interval '1 second', case when n = 4000 then 'list.seldom' else 'list.r' || n % 50 end
    from generate_series(1, 5000) as n`;
  await sql`alter table execution enable trigger user`;
  await sql`analyze execution`;
  for (const rule_ref of ['list.seldom', 'list.r1']) {
    const page = executionsBehind(db, { rule_ref, limit: 50 }, undefined);
    expect(await planOf(store.events, page)).toContain('execution_rule_ref_idx');
    expect(await plannedChunks(store.events, page)).toEqual([]);
  }
});

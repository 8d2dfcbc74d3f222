import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';

let store: TempEventStore;
beforeAll(async () => {
  store = await tempEventStore();
});
afterAll(() => store[Symbol.asyncDispose]());

test('the built-in actions and triggers are there', async () => {
  const { sql } = store.events;
  const actions = await sql<{ ref: string }[]>`
    select ref from action where origin = 'builtin' order by ref`;
  expect(actions.map(({ ref }) => ref)).toEqual([
    'core.generate_knowledge',
    'core.http',
    'core.index',
    'core.log',
    'core.process',
    'core.webhook_out',
  ]);
  const triggers = await sql<{ ref: string }[]>`
    select ref from trigger where origin = 'builtin' order by ref`;
  expect(triggers.map(({ ref }) => ref)).toEqual([
    'core.event',
    'core.timer',
    'core.webhook',
    ...[
      'indexed',
      'restored',
      'symbol_added',
      'symbol_removed',
      'symbol_renamed',
      'symbol_changed',
      'edge_added',
      'edge_removed',
      'entry_point_added',
      'entry_point_removed',
      'dependency_added',
      'dependency_removed',
      'cycle_introduced',
      'constraint_violated',
    ]
      .map((name) => `graph.${name}`)
      .sort(),
  ]);
});

test('an action that starts programs cannot come from the network', async () => {
  await expect(
    store.events.sql`
      insert into action (ref, label, runner, origin) values ('x.shell', 'X', 'process', 'api')`,
  ).rejects.toMatchObject({ code: '23514', constraint_name: 'action_process_check' });
});

test('each save that changes what a rule does is a new version, and every version stays', async () => {
  const { sql } = store.events;
  await sql`
    insert into rule (ref, label, trigger_ref, condition_expression, action_ref)
    values ('team.rule', 'First', 'graph.indexed', 'true', 'core.log')`;
  await sql`update rule set label = 'Renamed', enabled = false where ref = 'team.rule'`;
  await sql`update rule set condition_expression = 'false', version = 99 where ref = 'team.rule'`;
  await sql`update rule set action_params = '{"message":"hi"}' where ref = 'team.rule'`;
  const versions = await sql`
    select version, condition_expression, action_params from rule_version
    where rule_ref = 'team.rule' order by version`;
  expect([...versions]).toEqual([
    { version: 1, condition_expression: 'true', action_params: {} },
    { version: 2, condition_expression: 'false', action_params: {} },
    { version: 3, condition_expression: 'false', action_params: { message: 'hi' } },
  ]);
  await expect(sql`update rule_version set condition_expression = 'true'`).rejects.toMatchObject({
    code: '23001',
  });
  await sql`delete from rule where ref = 'team.rule'`;
  const kept = await sql`select version from rule_version where rule_ref = 'team.rule'`;
  expect(kept).toHaveLength(3);
});

test('deleting a definition leaves the events and enforcements that named it alone', async () => {
  const { sql } = store.events;
  const [row] = await sql<{ id: number }[]>`
    insert into trigger (ref, label) values ('gone.soon', 'Gone') returning id`;
  await sql`
    insert into event (trigger, trigger_ref) values (${row?.id ?? 0}::bigint, 'gone.soon')`;
  await sql`delete from trigger where ref = 'gone.soon'`;
  const [event] = await sql`select trigger from event where trigger_ref = 'gone.soon'`;
  expect(event).toEqual({ trigger: row?.id });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { registerWorker } from '../workers/register-worker.ts';

let store: TempEventStore;
beforeAll(async () => {
  store = await tempEventStore();
});
afterAll(() => store[Symbol.asyncDispose]());

/** Changes of an execution that its checks allow; together they touch every field of its history. */
const changes: readonly string[] = [
  `action_ref = 'test.other', priority = -3`,
  `max_attempts = 9, timeout_seconds = 60`,
  `attempt = 2, fencing_token = 5`,
  `available_at = '2030-01-01 12:00:00.000001+00', status = 'scheduled'`,
  `config = '{"quote": "a \\" and a \\\\", "é😀": [1.50, null, true]}'`,
  `config = to_jsonb(repeat('x', 1500))`,
  `config = '"short again"'`,
  `config = 'null'`,
  `enforcement = 17, parent = id`,
  `enforcement = null, parent = null`,
  `error = e'two\nlines and a "quote"'`,
  `error = repeat('é', 400) || repeat('"', 200)`,
  `error = null, worker = (select id from worker)`,
  `status = 'running', started_at = now(), lease_expires_at = now(), heartbeat_at = now()`,
  `cancel_requested_at = now(), status = 'canceling'`,
  `status = 'cancelled', finished_at = now(), lease_expires_at = null, result = '{"a": {"b": []}}'`,
  `result = to_jsonb(repeat('é', 600))`,
  `result = null, worker = null`,
];

test('a line of an execution has exactly the fields that its change touched, as they are listed', async () => {
  const { sql } = store.events;
  const ctx = { events: store.events };
  await registerWorker({ ctx, input: { name: 'historian' } });
  const { id } = await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  const seen = new Set<string>();
  for (const change of changes) {
    await sql.unsafe(`create table before as select * from execution where id = ${id}`);
    await sql.unsafe(`update execution set ${change} where id = ${id}`);
    const [expected] = await sql.unsafe<{ changed_fields: string[] }[]>(`
      select array_agg(field order by field) as changed_fields,
             jsonb_object_agg(field, clew_internal.history_value(o.value)) as old_values,
             jsonb_object_agg(field, clew_internal.history_value(n.value)) as new_values
      from execution e, before b,
           clew_internal.execution_fields(e) n
           join clew_internal.execution_fields(b::text::execution) o using (field)
      where e.id = ${id} and o.value is distinct from n.value`);
    const [line] = await sql.unsafe(`
      select changed_fields, old_values, new_values from execution_history
      where entity_id = ${id} order by time desc, id desc limit 1`);
    expect(line, change).toEqual(expected);
    for (const field of expected?.changed_fields ?? []) seen.add(field);
    await sql.unsafe('drop table before');
  }
  const fields = await sql.unsafe<{ field: string }[]>(`
    select field from execution e, clew_internal.execution_fields(e) where id = ${id}`);
  expect([...seen].sort()).toEqual(fields.map(({ field }) => field).sort());
});

test('the first line of an execution has every field that is set', async () => {
  const { sql } = store.events;
  const [row] = await sql.unsafe<{ id: number }[]>(`
    insert into execution (action_ref, config, error, parent)
    values ('test.first', to_jsonb(repeat('"', 600)), repeat('é', 600), (select min(id) from execution))
    returning id`);
  const [expected] = await sql.unsafe(`
    select array_agg(field order by field) as changed_fields,
           jsonb_object_agg(field, clew_internal.history_value(value)) as new_values
    from execution e, clew_internal.execution_fields(e)
    where id = ${row?.id ?? 0} and value is not null`);
  expect(
    await sql.unsafe(`
      select changed_fields, new_values from execution_history where entity_id = ${row?.id ?? 0}`),
  ).toEqual([expected]);
});

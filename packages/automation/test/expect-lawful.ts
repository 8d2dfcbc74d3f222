import { strict as assert } from 'node:assert';
import type { Pipeline } from './pipeline.ts';

/** What must be true of every execution that has ended, whatever was killed meanwhile. */
export async function expectLawful({ events: { sql } }: Pipeline): Promise<void> {
  const open = await sql`select id, status from execution where finished_at is null`;
  assert.deepEqual([...open], [], 'every execution has ended');

  const unlawful = await sql`
    with changes as (
      select entity_id as execution, operation, time, id,
             old_values ->> 'status' as before, new_values ->> 'status' as after,
             lag(new_values ->> 'status') over life as previous
      from execution_history
      where 'status' = any (changed_fields)
      window life as (partition by entity_id order by time, id)
    )
    select * from changes
    where before is distinct from previous
       or (before in ('completed', 'failed', 'cancelled', 'timeout', 'abandoned')
           and not (before = 'abandoned' and after = 'requested'))`;
  assert.deepEqual(
    [...unlawful],
    [],
    'nothing final was changed, but by the retry of an abandoned one',
  );

  const unfenced = await sql`
    with claims as (
      select entity_id as execution, new_values ->> 'fencing_token' as token,
             (new_values ->> 'fencing_token')::integer
               - coalesce((old_values ->> 'fencing_token')::integer, -1) as step
      from execution_history
      where 'fencing_token' = any (changed_fields)
    )
    select execution, token from claims where step <> 1
    union all
    select execution, token from claims group by 1, 2 having count(*) > 1`;
  assert.deepEqual([...unfenced], [], 'no token was used twice');

  const foreign = await sql`
    select e.id, e.status, e.result, e.fencing_token, w.name
    from execution e left join worker w on w.id = e.worker
    where e.status = 'completed'
      and (e.result ->> 'worker' is distinct from w.name
           or (e.result ->> 'fencing_token')::integer is distinct from e.fencing_token)`;
  assert.deepEqual([...foreign], [], 'a result is that of the claim that held the execution last');

  const uncounted = await sql`
    select id, status, attempt, max_attempts, fencing_token, result, error from execution
    where attempt <> fencing_token or attempt > max_attempts
       or status = 'abandoned' and attempt < max_attempts
       or status not in ('completed', 'abandoned')`;
  assert.deepEqual([...uncounted], [], 'each claim was an attempt, and all of them were used');
}

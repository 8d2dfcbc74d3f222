-- The history of executions at half its cost. A busy queue writes a line of it at every change of status
-- and spends most of its time there, so only the members of what changed are built, as text, instead of
-- asking a function for every field of both rows. What is written stays the same. A new column belongs
-- into each of the lists, in alphabetical order.

-- Both are pulled into the statement that calls them, so that nothing is computed for what did not change.

create function clew_internal.changed_field(field text, before anyelement, after anyelement) returns text
language sql stable parallel safe
as $$ select case when before is distinct from after then field end $$;

create function clew_internal.changed_member
  (field text, before anyelement, after anyelement, shown anycompatible) returns text
language sql stable parallel safe
as $$
  select case when before is distinct from after then
    '"' || field || '":' || coalesce(to_json(shown)::text, 'null')
  end
$$;

create or replace function clew_internal.record_execution_insert() returns trigger language plpgsql as $$
begin
  insert into public.execution_history (operation, entity_id, entity_ref, changed_fields, new_values)
  select 'INSERT', n.id, n.action_ref,
    array_remove(array[
      clew_internal.changed_field('action_ref', null, n.action_ref),
      clew_internal.changed_field('attempt', null, n.attempt),
      clew_internal.changed_field('available_at', null, n.available_at),
      clew_internal.changed_field('cancel_requested_at', null, n.cancel_requested_at),
      clew_internal.changed_field('config', null, n.config),
      clew_internal.changed_field('enforcement', null, n.enforcement),
      clew_internal.changed_field('error', null, n.error),
      clew_internal.changed_field('fencing_token', null, n.fencing_token),
      clew_internal.changed_field('finished_at', null, n.finished_at),
      clew_internal.changed_field('max_attempts', null, n.max_attempts),
      clew_internal.changed_field('parent', null, n.parent),
      clew_internal.changed_field('priority', null, n.priority),
      clew_internal.changed_field('result', null, n.result),
      clew_internal.changed_field('started_at', null, n.started_at),
      clew_internal.changed_field('status', null, n.status),
      clew_internal.changed_field('timeout_seconds', null, n.timeout_seconds),
      clew_internal.changed_field('worker', null, n.worker)
    ], null),
    ('{' || concat_ws(',',
      clew_internal.changed_member('action_ref', null, n.action_ref, n.action_ref),
      clew_internal.changed_member('attempt', null, n.attempt, n.attempt),
      clew_internal.changed_member('available_at', null, n.available_at, n.available_at),
      clew_internal.changed_member('cancel_requested_at', null, n.cancel_requested_at, n.cancel_requested_at),
      clew_internal.changed_member('config', null, n.config, clew_internal.history_value(n.config)),
      clew_internal.changed_member('enforcement', null, n.enforcement, n.enforcement),
      clew_internal.changed_member('error', null, n.error, clew_internal.history_value(to_jsonb(n.error))),
      clew_internal.changed_member('fencing_token', null, n.fencing_token, n.fencing_token),
      clew_internal.changed_member('finished_at', null, n.finished_at, n.finished_at),
      clew_internal.changed_member('max_attempts', null, n.max_attempts, n.max_attempts),
      clew_internal.changed_member('parent', null, n.parent, n.parent),
      clew_internal.changed_member('priority', null, n.priority, n.priority),
      clew_internal.changed_member('result', null, n.result, clew_internal.history_value(n.result)),
      clew_internal.changed_member('started_at', null, n.started_at, n.started_at),
      clew_internal.changed_member('status', null, n.status, n.status),
      clew_internal.changed_member('timeout_seconds', null, n.timeout_seconds, n.timeout_seconds),
      clew_internal.changed_member('worker', null, n.worker, n.worker)
    ) || '}')::jsonb
  from new_rows n;
  return null;
end
$$;

create or replace function clew_internal.record_execution_update() returns trigger language plpgsql as $$
begin
  insert into public.execution_history
    (operation, entity_id, entity_ref, changed_fields, old_values, new_values)
  select 'UPDATE', n.id, n.action_ref, c.fields,
    ('{' || concat_ws(',',
      clew_internal.changed_member('action_ref', o.action_ref, n.action_ref, o.action_ref),
      clew_internal.changed_member('attempt', o.attempt, n.attempt, o.attempt),
      clew_internal.changed_member('available_at', o.available_at, n.available_at, o.available_at),
      clew_internal.changed_member('cancel_requested_at', o.cancel_requested_at, n.cancel_requested_at, o.cancel_requested_at),
      clew_internal.changed_member('config', o.config, n.config, clew_internal.history_value(o.config)),
      clew_internal.changed_member('enforcement', o.enforcement, n.enforcement, o.enforcement),
      clew_internal.changed_member('error', o.error, n.error, clew_internal.history_value(to_jsonb(o.error))),
      clew_internal.changed_member('fencing_token', o.fencing_token, n.fencing_token, o.fencing_token),
      clew_internal.changed_member('finished_at', o.finished_at, n.finished_at, o.finished_at),
      clew_internal.changed_member('max_attempts', o.max_attempts, n.max_attempts, o.max_attempts),
      clew_internal.changed_member('parent', o.parent, n.parent, o.parent),
      clew_internal.changed_member('priority', o.priority, n.priority, o.priority),
      clew_internal.changed_member('result', o.result, n.result, clew_internal.history_value(o.result)),
      clew_internal.changed_member('started_at', o.started_at, n.started_at, o.started_at),
      clew_internal.changed_member('status', o.status, n.status, o.status),
      clew_internal.changed_member('timeout_seconds', o.timeout_seconds, n.timeout_seconds, o.timeout_seconds),
      clew_internal.changed_member('worker', o.worker, n.worker, o.worker)
    ) || '}')::jsonb,
    ('{' || concat_ws(',',
      clew_internal.changed_member('action_ref', o.action_ref, n.action_ref, n.action_ref),
      clew_internal.changed_member('attempt', o.attempt, n.attempt, n.attempt),
      clew_internal.changed_member('available_at', o.available_at, n.available_at, n.available_at),
      clew_internal.changed_member('cancel_requested_at', o.cancel_requested_at, n.cancel_requested_at, n.cancel_requested_at),
      clew_internal.changed_member('config', o.config, n.config, clew_internal.history_value(n.config)),
      clew_internal.changed_member('enforcement', o.enforcement, n.enforcement, n.enforcement),
      clew_internal.changed_member('error', o.error, n.error, clew_internal.history_value(to_jsonb(n.error))),
      clew_internal.changed_member('fencing_token', o.fencing_token, n.fencing_token, n.fencing_token),
      clew_internal.changed_member('finished_at', o.finished_at, n.finished_at, n.finished_at),
      clew_internal.changed_member('max_attempts', o.max_attempts, n.max_attempts, n.max_attempts),
      clew_internal.changed_member('parent', o.parent, n.parent, n.parent),
      clew_internal.changed_member('priority', o.priority, n.priority, n.priority),
      clew_internal.changed_member('result', o.result, n.result, clew_internal.history_value(n.result)),
      clew_internal.changed_member('started_at', o.started_at, n.started_at, n.started_at),
      clew_internal.changed_member('status', o.status, n.status, n.status),
      clew_internal.changed_member('timeout_seconds', o.timeout_seconds, n.timeout_seconds, n.timeout_seconds),
      clew_internal.changed_member('worker', o.worker, n.worker, n.worker)
    ) || '}')::jsonb
  from new_rows n
  join old_rows o on o.id = n.id
  -- Not pulled up, so that the list is made once.
  cross join lateral (
    select array_remove(array[
      clew_internal.changed_field('action_ref', o.action_ref, n.action_ref),
      clew_internal.changed_field('attempt', o.attempt, n.attempt),
      clew_internal.changed_field('available_at', o.available_at, n.available_at),
      clew_internal.changed_field('cancel_requested_at', o.cancel_requested_at, n.cancel_requested_at),
      clew_internal.changed_field('config', o.config, n.config),
      clew_internal.changed_field('enforcement', o.enforcement, n.enforcement),
      clew_internal.changed_field('error', o.error, n.error),
      clew_internal.changed_field('fencing_token', o.fencing_token, n.fencing_token),
      clew_internal.changed_field('finished_at', o.finished_at, n.finished_at),
      clew_internal.changed_field('max_attempts', o.max_attempts, n.max_attempts),
      clew_internal.changed_field('parent', o.parent, n.parent),
      clew_internal.changed_field('priority', o.priority, n.priority),
      clew_internal.changed_field('result', o.result, n.result),
      clew_internal.changed_field('started_at', o.started_at, n.started_at),
      clew_internal.changed_field('status', o.status, n.status),
      clew_internal.changed_field('timeout_seconds', o.timeout_seconds, n.timeout_seconds),
      clew_internal.changed_field('worker', o.worker, n.worker)
    ], null) as fields
    offset 0
  ) c
  where c.fields <> '{}';
  return null;
end
$$;

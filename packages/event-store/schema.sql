-- The schema of the event store, read back from a migrated database. Not edited by hand: when a
-- migration changes it, run "pnpm --filter @clew/event-store test --update" and review the difference.

create schema clew_internal;

-- sequence: clew_internal.id_sequence
create sequence clew_internal.id_sequence as bigint minvalue 0 maxvalue 4095 start 0 increment 1 cycle;

-- function: clew_internal.changed_field(text,anyelement,anyelement)
CREATE OR REPLACE FUNCTION clew_internal.changed_field(field text, before anyelement, after anyelement)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select case when before is distinct from after then field end $function$;

-- function: clew_internal.changed_member(text,anyelement,anyelement,anycompatible)
CREATE OR REPLACE FUNCTION clew_internal.changed_member(field text, before anyelement, after anyelement, shown anycompatible)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when before is distinct from after then
    '"' || field || '":' || coalesce(to_json(shown)::text, 'null')
  end
$function$;

-- function: clew_internal.guard_enforcement_transition()
CREATE OR REPLACE FUNCTION clew_internal.guard_enforcement_transition()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status <> 'created' then
    raise exception 'enforcement % is already %: it can be resolved only once', old.id, old.status
      using errcode = 'restrict_violation';
  end if;
  if new.status = 'created' then
    raise exception 'enforcement % can only change by leaving the status created', old.id
      using errcode = 'restrict_violation';
  end if;
  if (new.id, new.rule, new.rule_ref, new.rule_version, new.trigger_ref, new.config, new.event,
      new.payload, new.condition, new.conditions, new.created)
     is distinct from
     (old.id, old.rule, old.rule_ref, old.rule_version, old.trigger_ref, old.config, old.event,
      old.payload, old.condition, old.conditions, old.created)
  then
    raise exception 'enforcement % may change only its status, resolved_at and error', old.id
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$;

-- function: clew_internal.history_value(jsonb)
CREATE OR REPLACE FUNCTION clew_internal.history_value(value jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (octet_length((value)::text) > 1024) THEN jsonb_build_object('digest', encode(sha256(convert_to((value)::text, 'UTF8'::name)), 'hex'::text), 'size', octet_length((value)::text), 'type', jsonb_typeof(value)) ELSE value END;

-- function: clew_internal.id_matches_time(bigint,timestamp with time zone)
CREATE OR REPLACE FUNCTION clew_internal.id_matches_time(id bigint, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((id < '140737488355328'::bigint) OR ((at >= to_timestamp((((((id / 4096) + '1704067200000'::bigint))::double precision / (1000.0)::double precision) - (1)::double precision))) AND (at <= to_timestamp((((((id / 4096) + '1704067200000'::bigint))::double precision / (1000.0)::double precision) + (1)::double precision)))));

-- function: clew_internal.id_time(bigint)
CREATE OR REPLACE FUNCTION clew_internal.id_time(id bigint)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN to_timestamp(((((id / 4096) + '1704067200000'::bigint))::double precision / (1000.0)::double precision));

-- function: clew_internal.keep_rule_switch()
CREATE OR REPLACE FUNCTION clew_internal.keep_rule_switch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    insert into public.rule_switch (rule, rule_ref, state) values (old.id, old.ref, 'deleted')
    on conflict (rule, time) do update set state = excluded.state;
  else
    insert into public.rule_switch (rule, rule_ref, state)
    values (new.id, new.ref, case when new.enabled then 'enabled' else 'disabled' end)
    on conflict (rule, time) do update set state = excluded.state;
  end if;
  return null;
end
$function$;

-- function: clew_internal.keep_rule_version()
CREATE OR REPLACE FUNCTION clew_internal.keep_rule_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into public.rule_version
    (rule, version, rule_ref, trigger_ref, trigger_params, condition_expression, action_ref,
     action_params)
  values
    (new.id, new.version, new.ref, new.trigger_ref, new.trigger_params, new.condition_expression,
     new.action_ref, new.action_params)
  on conflict do nothing;
  return null;
end
$function$;

-- function: clew_internal.mint_id(timestamp with time zone)
CREATE OR REPLACE FUNCTION clew_internal.mint_id(at timestamp with time zone DEFAULT clock_timestamp())
 RETURNS bigint
 LANGUAGE sql
RETURN (((floor(((EXTRACT(epoch FROM at) * (1000)::numeric) - ('1704067200000'::bigint)::numeric)))::bigint * 4096) + nextval('clew_internal.id_sequence'::regclass));

-- function: clew_internal.notify_enforcement_created()
CREATE OR REPLACE FUNCTION clew_internal.notify_enforcement_created()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'enforcement', 'count', count(*),
           'first_id', min(id), 'last_id', max(id),
           'created_from', min(created), 'created_to', max(created),
           'resolved_at', max(resolved_at))
    into summary from new_rows having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', id, 'rule_ref', rule_ref, 'trigger_ref', trigger_ref,
             'event', event, 'status', status, 'created', created, 'resolved_at', resolved_at)
             order by id)
      into items from new_rows;
  end if;
  perform clew_internal.notify_rows('enforcement_created', summary, items);
  return null;
end
$function$;

-- function: clew_internal.notify_enforcement_status_changed()
CREATE OR REPLACE FUNCTION clew_internal.notify_enforcement_status_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'enforcement', 'count', count(*),
           'first_id', min(n.id), 'last_id', max(n.id),
           'created_from', min(n.created), 'created_to', max(n.created),
           'resolved_at', max(n.resolved_at))
    into summary
    from new_rows n join old_rows o on o.id = n.id and o.created = n.created
    where o.status is distinct from n.status
    having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', n.id, 'rule_ref', n.rule_ref,
             'trigger_ref', n.trigger_ref, 'event', n.event, 'old_status', o.status,
             'status', n.status, 'created', n.created, 'resolved_at', n.resolved_at) order by n.id)
      into items
      from new_rows n join old_rows o on o.id = n.id and o.created = n.created
      where o.status is distinct from n.status;
  end if;
  perform clew_internal.notify_rows('enforcement_status_changed', summary, items);
  return null;
end
$function$;

-- function: clew_internal.notify_event_created()
CREATE OR REPLACE FUNCTION clew_internal.notify_event_created()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'event', 'count', count(*),
           'first_id', min(id), 'last_id', max(id),
           'created_from', min(created), 'created_to', max(created))
    into summary from new_rows having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', id, 'trigger_ref', trigger_ref, 'rule_ref', rule_ref,
             'created', created) order by id)
      into items from new_rows;
  end if;
  perform clew_internal.notify_rows('event_created', summary, items);
  return null;
end
$function$;

-- function: clew_internal.notify_execution_created()
CREATE OR REPLACE FUNCTION clew_internal.notify_execution_created()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'execution', 'count', count(*),
           'first_id', min(id), 'last_id', max(id),
           'created_from', min(created), 'created_to', max(created))
    into summary from new_rows having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', id, 'action_ref', action_ref, 'status', status,
             'enforcement', enforcement, 'parent', parent, 'created', created) order by id)
      into items from new_rows;
  end if;
  perform clew_internal.notify_rows('execution_created', summary, items);
  return null;
end
$function$;

-- function: clew_internal.notify_execution_output_written()
CREATE OR REPLACE FUNCTION clew_internal.notify_execution_output_written()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('execution_output_written', '');
  return null;
end
$function$;

-- function: clew_internal.notify_execution_status_changed()
CREATE OR REPLACE FUNCTION clew_internal.notify_execution_status_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'execution', 'count', count(*),
           'first_id', min(n.id), 'last_id', max(n.id),
           'created_from', min(n.created), 'created_to', max(n.created))
    into summary
    from new_rows n join old_rows o on o.id = n.id
    where o.status is distinct from n.status
    having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', n.id, 'action_ref', n.action_ref,
             'old_status', o.status, 'status', n.status, 'attempt', n.attempt,
             'enforcement', n.enforcement, 'parent', n.parent, 'created', n.created) order by n.id)
      into items
      from new_rows n join old_rows o on o.id = n.id
      where o.status is distinct from n.status;
  end if;
  perform clew_internal.notify_rows('execution_status_changed', summary, items);
  return null;
end
$function$;

-- function: clew_internal.notify_rows(text,jsonb,jsonb)
CREATE OR REPLACE FUNCTION clew_internal.notify_rows(channel text, summary jsonb, items jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  payload text := (summary || jsonb_build_object('items', items))::text;
begin
  if items is null or octet_length(payload) > 7500 then
    payload := summary::text;
  end if;
  perform pg_notify(channel, payload);
end
$function$;

-- function: clew_internal.notify_worker_status_changed()
CREATE OR REPLACE FUNCTION clew_internal.notify_worker_status_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'worker', 'count', count(*),
           'first_id', min(n.id), 'last_id', max(n.id))
    into summary
    from new_rows n join old_rows o on o.id = n.id
    where o.status is distinct from n.status
    having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'old_status', o.status,
             'status', n.status) order by n.id)
      into items
      from new_rows n join old_rows o on o.id = n.id
      where o.status is distinct from n.status;
  end if;
  perform clew_internal.notify_rows('worker_status_changed', summary, items);
  return null;
end
$function$;

-- function: clew_internal.number_rule_version()
CREATE OR REPLACE FUNCTION clew_internal.number_rule_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.updated := clock_timestamp();
  new.version := old.version;
  if (new.ref, new.trigger_ref, new.trigger_params, new.condition_expression, new.action_ref,
      new.action_params)
     is distinct from
     (old.ref, old.trigger_ref, old.trigger_params, old.condition_expression, old.action_ref,
      old.action_params)
  then
    new.version := old.version + 1;
  end if;
  return new;
end
$function$;

-- function: clew_internal.record_execution_delete()
CREATE OR REPLACE FUNCTION clew_internal.record_execution_delete()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into public.execution_history (operation, entity_id, entity_ref, changed_fields, old_values)
  select 'DELETE', o.id, o.action_ref, f.fields, f.old_values
  from old_rows o cross join lateral (
    select array_agg(field order by field) as fields,
           jsonb_object_agg(field, clew_internal.history_value(value)) as old_values
    from clew_internal.execution_fields(o) where value is not null
  ) f;
  return null;
end
$function$;

-- function: clew_internal.record_execution_insert()
CREATE OR REPLACE FUNCTION clew_internal.record_execution_insert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

-- function: clew_internal.record_execution_update()
CREATE OR REPLACE FUNCTION clew_internal.record_execution_update()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

-- function: clew_internal.record_worker_delete()
CREATE OR REPLACE FUNCTION clew_internal.record_worker_delete()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into public.worker_history (operation, entity_id, entity_ref, changed_fields, old_values)
  select 'DELETE', o.id, o.name, f.fields, f.old_values
  from old_rows o cross join lateral (
    select array_agg(field order by field) as fields,
           jsonb_object_agg(field, clew_internal.history_value(value)) as old_values
    from clew_internal.worker_fields(o) where value is not null
  ) f;
  return null;
end
$function$;

-- function: clew_internal.record_worker_insert()
CREATE OR REPLACE FUNCTION clew_internal.record_worker_insert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into public.worker_history (operation, entity_id, entity_ref, changed_fields, new_values)
  select 'INSERT', n.id, n.name, f.fields, f.new_values
  from new_rows n cross join lateral (
    select array_agg(field order by field) as fields,
           jsonb_object_agg(field, clew_internal.history_value(value)) as new_values
    from clew_internal.worker_fields(n) where value is not null
  ) f;
  return null;
end
$function$;

-- function: clew_internal.record_worker_update()
CREATE OR REPLACE FUNCTION clew_internal.record_worker_update()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into public.worker_history
    (operation, entity_id, entity_ref, changed_fields, old_values, new_values)
  select 'UPDATE', n.id, n.name, f.fields, f.old_values, f.new_values
  from new_rows n join old_rows o on o.id = n.id cross join lateral (
    select array_agg(field order by field) as fields,
           jsonb_object_agg(field, clew_internal.history_value(before.value)) as old_values,
           jsonb_object_agg(field, clew_internal.history_value(after.value)) as new_values
    from clew_internal.worker_fields(o) before join clew_internal.worker_fields(n) after using (field)
    where before.value is distinct from after.value
  ) f
  where f.fields is not null;
  return null;
end
$function$;

-- function: clew_internal.refuse_update()
CREATE OR REPLACE FUNCTION clew_internal.refuse_update()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% rows are immutable: they can be inserted and deleted, never updated', tg_argv[0]
    using errcode = 'restrict_violation';
end
$function$;

-- function: clew_internal.set_updated()
CREATE OR REPLACE FUNCTION clew_internal.set_updated()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.updated := clock_timestamp();
  return new;
end
$function$;

-- table: action
create table action (
  id bigint default clew_internal.mint_id() not null,
  ref text not null,
  label text not null,
  description text,
  enabled boolean default true not null,
  origin text default 'api'::text not null,
  runner text not null,
  config jsonb default '{}'::jsonb not null,
  param_schema jsonb,
  out_schema jsonb,
  timeout_seconds integer default 300 not null,
  max_attempts integer default 1 not null,
  created timestamp with time zone default clock_timestamp() not null,
  updated timestamp with time zone default clock_timestamp() not null,
  max_concurrency integer,
  rate_limit integer,
  rate_period_seconds integer default 60 not null
);

-- table: audit
create table audit (
  "time" timestamp with time zone default clock_timestamp() not null,
  id bigint default clew_internal.mint_id() not null,
  actor text not null,
  token bigint,
  operation text not null,
  outcome text not null,
  status integer not null,
  path text not null,
  request_id text not null,
  address text,
  detail text
);

-- table: clew_internal.migration
create table clew_internal.migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone default clock_timestamp() not null
);

-- table: clew_internal.refreshed_aggregate
create table clew_internal.refreshed_aggregate (
  name text not null,
  refreshed_at timestamp with time zone default clock_timestamp() not null
);

-- table: enforcement
create table enforcement (
  id bigint default clew_internal.mint_id() not null,
  rule bigint,
  rule_ref text not null,
  trigger_ref text not null,
  config jsonb,
  event bigint,
  status text default 'created'::text not null,
  payload jsonb default '{}'::jsonb not null,
  condition text default 'all'::text not null,
  conditions jsonb default '[]'::jsonb not null,
  created timestamp with time zone default clock_timestamp() not null,
  resolved_at timestamp with time zone,
  rule_version integer,
  error text
);

-- table: enforcement_key
create table enforcement_key (
  rule_id bigint not null,
  event_id bigint not null,
  enforcement_id bigint not null,
  created timestamp with time zone not null,
  pending boolean default true not null
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=500);

-- table: evaluation
create table evaluation (
  "time" timestamp with time zone default clock_timestamp() not null,
  engine text not null,
  event_day date not null,
  events integer not null,
  replayed integer not null,
  conditions integer not null,
  matches integer not null,
  errors integer not null,
  duration_ms double precision not null
);

-- table: event
create table event (
  id bigint default clew_internal.mint_id() not null,
  trigger bigint,
  trigger_ref text not null,
  config jsonb,
  payload jsonb,
  source bigint,
  source_ref text,
  rule bigint,
  rule_ref text,
  created timestamp with time zone default clock_timestamp() not null,
  root_event bigint,
  depth integer default 0 not null,
  budget integer default 1000 not null,
  problems jsonb
);

-- table: event_chain
create table event_chain (
  root_event bigint not null,
  executions integer not null,
  updated timestamp with time zone default clock_timestamp() not null
);

-- table: event_idempotency
create table event_idempotency (
  trigger_ref text not null,
  idempotency_key text not null,
  event_id bigint not null,
  created timestamp with time zone not null
);

-- table: event_inbox
create table event_inbox (
  event_id bigint not null,
  created timestamp with time zone not null,
  trigger_ref text not null,
  attempts integer default 0 not null,
  available_at timestamp with time zone default clock_timestamp() not null,
  last_error text,
  rule_id bigint default 0 not null
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=500);

-- table: execution
create table execution (
  id bigint default clew_internal.mint_id() not null,
  action bigint,
  action_ref text not null,
  config jsonb default '{}'::jsonb not null,
  parent bigint,
  enforcement bigint,
  status text default 'requested'::text not null,
  priority integer default 0 not null,
  attempt integer default 0 not null,
  max_attempts integer default 1 not null,
  timeout_seconds integer default 300 not null,
  available_at timestamp with time zone default clock_timestamp() not null,
  worker bigint,
  lease_expires_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  cancel_requested_at timestamp with time zone,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  progress jsonb,
  result jsonb,
  error text,
  created timestamp with time zone default clock_timestamp() not null,
  updated timestamp with time zone default clock_timestamp() not null,
  event bigint,
  root_event bigint,
  depth integer default 0 not null,
  budget integer default 1000 not null,
  requested_by text,
  fencing_token integer default 0 not null,
  rule_ref text
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=500);

-- table: execution_history
create table execution_history (
  id bigint default clew_internal.mint_id() not null,
  "time" timestamp with time zone default clock_timestamp() not null,
  operation text not null,
  entity_id bigint not null,
  entity_ref text not null,
  changed_fields text[] not null,
  old_values jsonb,
  new_values jsonb
);

-- table: execution_output
create table execution_output (
  "time" timestamp with time zone default clock_timestamp() not null,
  id bigint default clew_internal.mint_id() not null,
  execution bigint not null,
  action_ref text not null,
  fencing_token integer not null,
  stream text not null,
  "position" integer not null,
  text text not null
);

-- table: graph_history
create table graph_history (
  "time" timestamp with time zone not null,
  codebase text not null,
  seq bigint not null,
  revision bigint not null,
  op text not null,
  entity text not null,
  entity_ref text not null,
  old_values jsonb,
  new_values jsonb
);

-- table: rule
create table rule (
  id bigint default clew_internal.mint_id() not null,
  ref text not null,
  version integer default 1 not null,
  label text not null,
  description text,
  enabled boolean default true not null,
  origin text default 'api'::text not null,
  codebase text,
  trigger bigint,
  trigger_ref text not null,
  trigger_params jsonb default '{}'::jsonb not null,
  condition_expression text,
  action bigint,
  action_ref text not null,
  action_params jsonb default '{}'::jsonb not null,
  created timestamp with time zone default clock_timestamp() not null,
  updated timestamp with time zone default clock_timestamp() not null,
  source_path text,
  apply_from timestamp with time zone
);

-- table: rule_switch
create table rule_switch (
  rule bigint not null,
  rule_ref text not null,
  "time" timestamp with time zone default clock_timestamp() not null,
  state text not null
);

-- table: rule_version
create table rule_version (
  rule bigint not null,
  version integer not null,
  rule_ref text not null,
  trigger_ref text not null,
  trigger_params jsonb not null,
  condition_expression text,
  action_ref text not null,
  action_params jsonb not null,
  created timestamp with time zone default clock_timestamp() not null
);

-- table: sensor
create table sensor (
  id bigint default clew_internal.mint_id() not null,
  ref text not null,
  label text not null,
  description text,
  enabled boolean default true not null,
  origin text default 'api'::text not null,
  trigger bigint,
  trigger_ref text not null,
  entrypoint text not null,
  config jsonb default '{}'::jsonb not null,
  created timestamp with time zone default clock_timestamp() not null,
  updated timestamp with time zone default clock_timestamp() not null,
  state text default 'idle'::text not null,
  key text,
  next_fire_at timestamp with time zone,
  last_event bigint,
  last_event_at timestamp with time zone,
  event_count bigint default 0 not null,
  error_count bigint default 0 not null,
  last_error text,
  last_error_at timestamp with time zone,
  "position" jsonb
);

-- table: token
create table token (
  id bigint default clew_internal.mint_id() not null,
  name text not null,
  prefix text not null,
  hash bytea not null,
  scopes text[] not null,
  created timestamp with time zone default clock_timestamp() not null,
  created_by text,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);

-- table: trigger
create table trigger (
  id bigint default clew_internal.mint_id() not null,
  ref text not null,
  label text not null,
  description text,
  enabled boolean default true not null,
  origin text default 'api'::text not null,
  param_schema jsonb,
  out_schema jsonb,
  created timestamp with time zone default clock_timestamp() not null,
  updated timestamp with time zone default clock_timestamp() not null,
  payload_policy text default 'record'::text not null
);

-- table: worker
create table worker (
  id bigint default clew_internal.mint_id() not null,
  name text not null,
  worker_type text default 'local'::text not null,
  worker_role text default 'action'::text not null,
  status text default 'active'::text not null,
  host text,
  port integer,
  capabilities jsonb default '{}'::jsonb not null,
  meta jsonb default '{}'::jsonb not null,
  cordoned boolean default false not null,
  cordon_reason text,
  last_heartbeat timestamp with time zone,
  created timestamp with time zone default clock_timestamp() not null,
  updated timestamp with time zone default clock_timestamp() not null
);

-- table: worker_history
create table worker_history (
  id bigint default clew_internal.mint_id() not null,
  "time" timestamp with time zone default clock_timestamp() not null,
  operation text not null,
  entity_id bigint not null,
  entity_ref text not null,
  changed_fields text[] not null,
  old_values jsonb,
  new_values jsonb
);

-- row function: clew_internal.execution_fields(execution)
CREATE OR REPLACE FUNCTION clew_internal.execution_fields(e execution)
 RETURNS TABLE(field text, value jsonb)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
 VALUES ('action_ref'::text,to_jsonb((execution_fields.e).action_ref)), ('attempt'::text,to_jsonb((execution_fields.e).attempt)), ('available_at'::text,to_jsonb((execution_fields.e).available_at)), ('cancel_requested_at'::text,to_jsonb((execution_fields.e).cancel_requested_at)), ('config'::text,(execution_fields.e).config), ('enforcement'::text,to_jsonb((execution_fields.e).enforcement)), ('error'::text,to_jsonb((execution_fields.e).error)), ('fencing_token'::text,to_jsonb((execution_fields.e).fencing_token)), ('finished_at'::text,to_jsonb((execution_fields.e).finished_at)), ('max_attempts'::text,to_jsonb((execution_fields.e).max_attempts)), ('parent'::text,to_jsonb((execution_fields.e).parent)), ('priority'::text,to_jsonb((execution_fields.e).priority)), ('result'::text,(execution_fields.e).result), ('started_at'::text,to_jsonb((execution_fields.e).started_at)), ('status'::text,to_jsonb((execution_fields.e).status)), ('timeout_seconds'::text,to_jsonb((execution_fields.e).timeout_seconds)), ('worker'::text,to_jsonb((execution_fields.e).worker));
END;

-- row function: clew_internal.worker_fields(worker)
CREATE OR REPLACE FUNCTION clew_internal.worker_fields(w worker)
 RETURNS TABLE(field text, value jsonb)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
 VALUES ('capabilities'::text,(worker_fields.w).capabilities), ('cordon_reason'::text,to_jsonb((worker_fields.w).cordon_reason)), ('cordoned'::text,to_jsonb((worker_fields.w).cordoned)), ('host'::text,to_jsonb((worker_fields.w).host)), ('meta'::text,(worker_fields.w).meta), ('name'::text,to_jsonb((worker_fields.w).name)), ('port'::text,to_jsonb((worker_fields.w).port)), ('status'::text,to_jsonb((worker_fields.w).status)), ('worker_role'::text,to_jsonb((worker_fields.w).worker_role)), ('worker_type'::text,to_jsonb((worker_fields.w).worker_type));
END;

-- constraint: action.action_pkey
alter table action add constraint action_pkey PRIMARY KEY (id);

-- constraint: audit.audit_pkey
alter table audit add constraint audit_pkey PRIMARY KEY (id, "time");

-- constraint: clew_internal.migration.migration_pkey
alter table clew_internal.migration add constraint migration_pkey PRIMARY KEY (name);

-- constraint: clew_internal.refreshed_aggregate.refreshed_aggregate_pkey
alter table clew_internal.refreshed_aggregate add constraint refreshed_aggregate_pkey PRIMARY KEY (name);

-- constraint: enforcement.enforcement_pkey
alter table enforcement add constraint enforcement_pkey PRIMARY KEY (id, created);

-- constraint: enforcement_key.enforcement_key_pkey
alter table enforcement_key add constraint enforcement_key_pkey PRIMARY KEY (rule_id, event_id);

-- constraint: event.event_pkey
alter table event add constraint event_pkey PRIMARY KEY (id, created);

-- constraint: event_chain.event_chain_pkey
alter table event_chain add constraint event_chain_pkey PRIMARY KEY (root_event);

-- constraint: event_idempotency.event_idempotency_pkey
alter table event_idempotency add constraint event_idempotency_pkey PRIMARY KEY (trigger_ref, idempotency_key);

-- constraint: event_inbox.event_inbox_pkey
alter table event_inbox add constraint event_inbox_pkey PRIMARY KEY (event_id, rule_id);

-- constraint: execution.execution_pkey
alter table execution add constraint execution_pkey PRIMARY KEY (id);

-- constraint: execution_history.execution_history_pkey
alter table execution_history add constraint execution_history_pkey PRIMARY KEY (id, "time");

-- constraint: execution_output.execution_output_pkey
alter table execution_output add constraint execution_output_pkey PRIMARY KEY (id, "time");

-- constraint: graph_history.graph_history_pkey
alter table graph_history add constraint graph_history_pkey PRIMARY KEY (codebase, seq, "time");

-- constraint: rule.rule_pkey
alter table rule add constraint rule_pkey PRIMARY KEY (id);

-- constraint: rule_switch.rule_switch_pkey
alter table rule_switch add constraint rule_switch_pkey PRIMARY KEY (rule, "time");

-- constraint: rule_version.rule_version_pkey
alter table rule_version add constraint rule_version_pkey PRIMARY KEY (rule, version);

-- constraint: sensor.sensor_pkey
alter table sensor add constraint sensor_pkey PRIMARY KEY (id);

-- constraint: token.token_pkey
alter table token add constraint token_pkey PRIMARY KEY (id);

-- constraint: trigger.trigger_pkey
alter table trigger add constraint trigger_pkey PRIMARY KEY (id);

-- constraint: worker.worker_pkey
alter table worker add constraint worker_pkey PRIMARY KEY (id);

-- constraint: worker_history.worker_history_pkey
alter table worker_history add constraint worker_history_pkey PRIMARY KEY (id, "time");

-- constraint: action.action_ref_key
alter table action add constraint action_ref_key UNIQUE (ref);

-- constraint: rule.rule_ref_key
alter table rule add constraint rule_ref_key UNIQUE (ref);

-- constraint: sensor.sensor_key_key
alter table sensor add constraint sensor_key_key UNIQUE (key);

-- constraint: sensor.sensor_ref_key
alter table sensor add constraint sensor_ref_key UNIQUE (ref);

-- constraint: token.token_hash_key
alter table token add constraint token_hash_key UNIQUE (hash);

-- constraint: trigger.trigger_ref_key
alter table trigger add constraint trigger_ref_key UNIQUE (ref);

-- constraint: worker.worker_name_key
alter table worker add constraint worker_name_key UNIQUE (name);

-- constraint: action.action_attempts_check
alter table action add constraint action_attempts_check CHECK (max_attempts >= 1 AND max_attempts <= 100);

-- constraint: action.action_limits_check
alter table action add constraint action_limits_check CHECK (max_concurrency >= 1 AND rate_limit >= 1 AND rate_period_seconds >= 1 AND rate_period_seconds <= 86400);

-- constraint: action.action_origin_check
alter table action add constraint action_origin_check CHECK (origin = ANY (ARRAY['builtin'::text, 'file'::text, 'api'::text]));

-- constraint: action.action_process_check
alter table action add constraint action_process_check CHECK (runner <> 'process'::text OR origin <> 'api'::text);

-- constraint: action.action_ref_check
alter table action add constraint action_ref_check CHECK (ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(ref) <= 255);

-- constraint: action.action_runner_check
alter table action add constraint action_runner_check CHECK (runner = ANY (ARRAY['log'::text, 'http'::text, 'process'::text, 'index'::text, 'webhook_out'::text, 'generate_knowledge'::text]));

-- constraint: action.action_timeout_check
alter table action add constraint action_timeout_check CHECK (timeout_seconds >= 1 AND timeout_seconds <= 86400);

-- constraint: audit.audit_outcome_check
alter table audit add constraint audit_outcome_check CHECK (outcome = ANY (ARRAY['success'::text, 'failure'::text, 'denied'::text]));

-- constraint: enforcement.enforcement_condition_check
alter table enforcement add constraint enforcement_condition_check CHECK (condition = ANY (ARRAY['any'::text, 'all'::text]));

-- constraint: enforcement.enforcement_id_time_check
alter table enforcement add constraint enforcement_id_time_check CHECK (clew_internal.id_matches_time(id, created));

-- constraint: enforcement.enforcement_resolved_check
alter table enforcement add constraint enforcement_resolved_check CHECK ((status = 'created'::text) = (resolved_at IS NULL) AND resolved_at >= created);

-- constraint: enforcement.enforcement_rule_ref_check
alter table enforcement add constraint enforcement_rule_ref_check CHECK (rule_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(rule_ref) <= 255);

-- constraint: enforcement.enforcement_status_check
alter table enforcement add constraint enforcement_status_check CHECK (status = ANY (ARRAY['created'::text, 'processed'::text, 'disabled'::text]));

-- constraint: enforcement.enforcement_trigger_ref_check
alter table enforcement add constraint enforcement_trigger_ref_check CHECK (trigger_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(trigger_ref) <= 255);

-- constraint: evaluation.evaluation_counts_check
alter table evaluation add constraint evaluation_counts_check CHECK (events >= 0 AND replayed >= 0 AND conditions >= 0 AND matches >= 0 AND errors >= 0);

-- constraint: event.event_budget_check
alter table event add constraint event_budget_check CHECK (budget >= 0);

-- constraint: event.event_depth_check
alter table event add constraint event_depth_check CHECK (depth >= 0);

-- constraint: event.event_id_time_check
alter table event add constraint event_id_time_check CHECK (clew_internal.id_matches_time(id, created));

-- constraint: event.event_trigger_ref_check
alter table event add constraint event_trigger_ref_check CHECK (trigger_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(trigger_ref) <= 255);

-- constraint: event_chain.event_chain_executions_check
alter table event_chain add constraint event_chain_executions_check CHECK (executions >= 0);

-- constraint: event_idempotency.event_idempotency_key_check
alter table event_idempotency add constraint event_idempotency_key_check CHECK (length(idempotency_key) >= 1 AND length(idempotency_key) <= 255);

-- constraint: event_inbox.event_inbox_attempts_check
alter table event_inbox add constraint event_inbox_attempts_check CHECK (attempts >= 0);

-- constraint: execution.execution_action_ref_check
alter table execution add constraint execution_action_ref_check CHECK (action_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(action_ref) <= 255);

-- constraint: execution.execution_attempt_check
alter table execution add constraint execution_attempt_check CHECK (attempt >= 0 AND attempt <= max_attempts);

-- constraint: execution.execution_chain_check
alter table execution add constraint execution_chain_check CHECK (depth >= 0 AND budget >= 0);

-- constraint: execution.execution_fencing_token_check
alter table execution add constraint execution_fencing_token_check CHECK (fencing_token >= attempt);

-- constraint: execution.execution_finished_check
alter table execution add constraint execution_finished_check CHECK ((status = ANY (ARRAY['completed'::text, 'failed'::text, 'cancelled'::text, 'timeout'::text, 'abandoned'::text])) = (finished_at IS NOT NULL));

-- constraint: execution.execution_lease_check
alter table execution add constraint execution_lease_check CHECK ((status = ANY (ARRAY['running'::text, 'canceling'::text])) = (lease_expires_at IS NOT NULL));

-- constraint: execution.execution_max_attempts_check
alter table execution add constraint execution_max_attempts_check CHECK (max_attempts >= 1 AND max_attempts <= 100);

-- constraint: execution.execution_status_check
alter table execution add constraint execution_status_check CHECK (status = ANY (ARRAY['requested'::text, 'scheduled'::text, 'running'::text, 'completed'::text, 'failed'::text, 'canceling'::text, 'cancelled'::text, 'timeout'::text, 'abandoned'::text]));

-- constraint: execution.execution_timeout_check
alter table execution add constraint execution_timeout_check CHECK (timeout_seconds >= 1 AND timeout_seconds <= 86400);

-- constraint: execution_history.execution_history_operation_check
alter table execution_history add constraint execution_history_operation_check CHECK (operation = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text]));

-- constraint: execution_output.execution_output_position_check
alter table execution_output add constraint execution_output_position_check CHECK ("position" >= 0);

-- constraint: execution_output.execution_output_stream_check
alter table execution_output add constraint execution_output_stream_check CHECK (stream = ANY (ARRAY['stdout'::text, 'stderr'::text]));

-- constraint: graph_history.graph_history_op_check
alter table graph_history add constraint graph_history_op_check CHECK (op = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text]));

-- constraint: rule.rule_action_ref_check
alter table rule add constraint rule_action_ref_check CHECK (action_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(action_ref) <= 255);

-- constraint: rule.rule_origin_check
alter table rule add constraint rule_origin_check CHECK (origin = ANY (ARRAY['builtin'::text, 'file'::text, 'api'::text]));

-- constraint: rule.rule_ref_check
alter table rule add constraint rule_ref_check CHECK (ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(ref) <= 255);

-- constraint: rule.rule_trigger_ref_check
alter table rule add constraint rule_trigger_ref_check CHECK (trigger_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(trigger_ref) <= 255);

-- constraint: rule.rule_version_check
alter table rule add constraint rule_version_check CHECK (version >= 1);

-- constraint: rule_switch.rule_switch_state_check
alter table rule_switch add constraint rule_switch_state_check CHECK (state = ANY (ARRAY['enabled'::text, 'disabled'::text, 'deleted'::text]));

-- constraint: sensor.sensor_entrypoint_check
alter table sensor add constraint sensor_entrypoint_check CHECK (entrypoint = ANY (ARRAY['api'::text, 'webhook'::text, 'timer'::text, 'graph'::text]));

-- constraint: sensor.sensor_key_check
alter table sensor add constraint sensor_key_check CHECK (key ~ '^[0-9a-f]{64}$'::text);

-- constraint: sensor.sensor_origin_check
alter table sensor add constraint sensor_origin_check CHECK (origin = ANY (ARRAY['builtin'::text, 'file'::text, 'api'::text]));

-- constraint: sensor.sensor_ref_check
alter table sensor add constraint sensor_ref_check CHECK (ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(ref) <= 255);

-- constraint: sensor.sensor_state_check
alter table sensor add constraint sensor_state_check CHECK (state = ANY (ARRAY['idle'::text, 'active'::text, 'done'::text, 'failing'::text]));

-- constraint: sensor.sensor_trigger_ref_check
alter table sensor add constraint sensor_trigger_ref_check CHECK (trigger_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(trigger_ref) <= 255);

-- constraint: token.token_hash_check
alter table token add constraint token_hash_check CHECK (octet_length(hash) = 32);

-- constraint: token.token_name_check
alter table token add constraint token_name_check CHECK (length(name) >= 1 AND length(name) <= 100);

-- constraint: token.token_scopes_check
alter table token add constraint token_scopes_check CHECK (scopes <@ ARRAY['read'::text, 'write'::text, 'admin'::text] AND cardinality(scopes) >= 1 AND cardinality(scopes) <= 3);

-- constraint: trigger.trigger_origin_check
alter table trigger add constraint trigger_origin_check CHECK (origin = ANY (ARRAY['builtin'::text, 'file'::text, 'api'::text]));

-- constraint: trigger.trigger_payload_policy_check
alter table trigger add constraint trigger_payload_policy_check CHECK (payload_policy = ANY (ARRAY['record'::text, 'refuse'::text]));

-- constraint: trigger.trigger_ref_check
alter table trigger add constraint trigger_ref_check CHECK (ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text AND length(ref) <= 255);

-- constraint: worker.worker_name_check
alter table worker add constraint worker_name_check CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$'::text);

-- constraint: worker.worker_port_check
alter table worker add constraint worker_port_check CHECK (port >= 1 AND port <= 65535);

-- constraint: worker.worker_role_check
alter table worker add constraint worker_role_check CHECK (worker_role = ANY (ARRAY['action'::text, 'sensor'::text]));

-- constraint: worker.worker_status_check
alter table worker add constraint worker_status_check CHECK (status = ANY (ARRAY['active'::text, 'inactive'::text, 'busy'::text, 'error'::text]));

-- constraint: worker.worker_type_check
alter table worker add constraint worker_type_check CHECK (worker_type = ANY (ARRAY['local'::text, 'remote'::text, 'container'::text]));

-- constraint: worker_history.worker_history_operation_check
alter table worker_history add constraint worker_history_operation_check CHECK (operation = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text]));

-- constraint: execution.execution_action_fkey
alter table execution add constraint execution_action_fkey FOREIGN KEY (action) REFERENCES action(id) ON DELETE SET NULL;

-- constraint: execution.execution_parent_fkey
alter table execution add constraint execution_parent_fkey FOREIGN KEY (parent) REFERENCES execution(id) ON DELETE SET NULL;

-- constraint: execution.execution_worker_fkey
alter table execution add constraint execution_worker_fkey FOREIGN KEY (worker) REFERENCES worker(id) ON DELETE SET NULL;

-- constraint: rule.rule_action_fkey
alter table rule add constraint rule_action_fkey FOREIGN KEY (action) REFERENCES action(id) ON DELETE SET NULL;

-- constraint: rule.rule_trigger_fkey
alter table rule add constraint rule_trigger_fkey FOREIGN KEY (trigger) REFERENCES trigger(id) ON DELETE SET NULL;

-- constraint: sensor.sensor_trigger_fkey
alter table sensor add constraint sensor_trigger_fkey FOREIGN KEY (trigger) REFERENCES trigger(id) ON DELETE SET NULL;

-- hypertable: audit
select create_hypertable('audit', by_range('time', interval '7 days'), create_default_indexes => false);

-- hypertable: enforcement
select create_hypertable('enforcement', by_range('created', interval '1 day'), create_default_indexes => false);

-- hypertable: evaluation
select create_hypertable('evaluation', by_range('time', interval '1 day'), create_default_indexes => false);

-- hypertable: event
select create_hypertable('event', by_range('created', interval '1 day'), create_default_indexes => false);

-- hypertable: execution_history
select create_hypertable('execution_history', by_range('time', interval '1 day'), create_default_indexes => false);

-- hypertable: execution_output
select create_hypertable('execution_output', by_range('time', interval '1 day'), create_default_indexes => false);

-- hypertable: graph_history
select create_hypertable('graph_history', by_range('time', interval '7 days'), create_default_indexes => false);

-- hypertable: worker_history
select create_hypertable('worker_history', by_range('time', interval '7 days'), create_default_indexes => false);

-- index: audit.audit_actor_idx
CREATE INDEX audit_actor_idx ON audit USING btree (actor, "time" DESC, id DESC);

-- index: audit.audit_time_idx
CREATE INDEX audit_time_idx ON audit USING btree ("time" DESC, id DESC);

-- index: enforcement.enforcement_created_idx
CREATE INDEX enforcement_created_idx ON enforcement USING btree (created DESC, id DESC);

-- index: enforcement.enforcement_event_idx
CREATE INDEX enforcement_event_idx ON enforcement USING btree (event, created) WHERE event IS NOT NULL;

-- index: enforcement.enforcement_pending_idx
CREATE INDEX enforcement_pending_idx ON enforcement USING btree (created DESC, id DESC) WHERE status = 'created'::text;

-- index: enforcement.enforcement_resolved_idx
CREATE INDEX enforcement_resolved_idx ON enforcement USING btree (resolved_at, id) WHERE resolved_at IS NOT NULL;

-- index: enforcement.enforcement_rule_ref_idx
CREATE INDEX enforcement_rule_ref_idx ON enforcement USING btree (rule_ref, created DESC, id DESC);

-- index: enforcement.enforcement_trigger_ref_idx
CREATE INDEX enforcement_trigger_ref_idx ON enforcement USING btree (trigger_ref, created DESC, id DESC);

-- index: enforcement_key.enforcement_key_enforcement_idx
CREATE UNIQUE INDEX enforcement_key_enforcement_idx ON enforcement_key USING btree (enforcement_id);

-- index: enforcement_key.enforcement_key_pending_idx
CREATE INDEX enforcement_key_pending_idx ON enforcement_key USING btree (created, enforcement_id) WHERE pending;

-- index: enforcement_key.enforcement_key_resolved_idx
CREATE INDEX enforcement_key_resolved_idx ON enforcement_key USING btree (created) WHERE NOT pending;

-- index: evaluation.evaluation_day_idx
CREATE INDEX evaluation_day_idx ON evaluation USING btree (event_day, "time" DESC);

-- index: event.event_created_idx
CREATE INDEX event_created_idx ON event USING btree (created DESC, id DESC);

-- index: event.event_root_event_idx
CREATE INDEX event_root_event_idx ON event USING btree (root_event, created) WHERE root_event IS NOT NULL;

-- index: event.event_trigger_ref_idx
CREATE INDEX event_trigger_ref_idx ON event USING btree (trigger_ref, created DESC, id DESC);

-- index: event_chain.event_chain_updated_idx
CREATE INDEX event_chain_updated_idx ON event_chain USING btree (updated);

-- index: event_idempotency.event_idempotency_created_idx
CREATE INDEX event_idempotency_created_idx ON event_idempotency USING btree (created);

-- index: event_inbox.event_inbox_queue_idx
CREATE INDEX event_inbox_queue_idx ON event_inbox USING btree (available_at, event_id);

-- index: execution.execution_action_idx
CREATE INDEX execution_action_idx ON execution USING btree (action);

-- index: execution.execution_action_ref_idx
CREATE INDEX execution_action_ref_idx ON execution USING btree (action_ref, created DESC, id DESC);

-- index: execution.execution_created_idx
CREATE INDEX execution_created_idx ON execution USING btree (created DESC, id DESC);

-- index: execution.execution_enforcement_key
CREATE UNIQUE INDEX execution_enforcement_key ON execution USING btree (enforcement) WHERE enforcement IS NOT NULL AND parent IS NULL;

-- index: execution.execution_event_idx
CREATE INDEX execution_event_idx ON execution USING btree (event) WHERE event IS NOT NULL;

-- index: execution.execution_finished_idx
CREATE INDEX execution_finished_idx ON execution USING btree (finished_at) WHERE finished_at IS NOT NULL;

-- index: execution.execution_lease_idx
CREATE INDEX execution_lease_idx ON execution USING btree (lease_expires_at) WHERE status = ANY (ARRAY['running'::text, 'canceling'::text]);

-- index: execution.execution_parent_idx
CREATE INDEX execution_parent_idx ON execution USING btree (parent) WHERE parent IS NOT NULL;

-- index: execution.execution_queue_idx
CREATE INDEX execution_queue_idx ON execution USING btree (priority DESC, available_at, id) WHERE status = ANY (ARRAY['requested'::text, 'scheduled'::text]);

-- index: execution.execution_rule_ref_idx
CREATE INDEX execution_rule_ref_idx ON execution USING btree (rule_ref, created DESC, id DESC) WHERE rule_ref IS NOT NULL;

-- index: execution.execution_running_idx
CREATE INDEX execution_running_idx ON execution USING btree (action_ref) WHERE status = ANY (ARRAY['running'::text, 'canceling'::text]);

-- index: execution.execution_started_idx
CREATE INDEX execution_started_idx ON execution USING btree (action_ref, started_at) WHERE started_at IS NOT NULL;

-- index: execution.execution_status_idx
CREATE INDEX execution_status_idx ON execution USING btree (status, created DESC, id DESC);

-- index: execution.execution_worker_idx
CREATE INDEX execution_worker_idx ON execution USING btree (worker) WHERE worker IS NOT NULL;

-- index: execution_history.execution_history_entity_id_idx
CREATE INDEX execution_history_entity_id_idx ON execution_history USING btree (entity_id, "time" DESC, id DESC);

-- index: execution_history.execution_history_entity_ref_idx
CREATE INDEX execution_history_entity_ref_idx ON execution_history USING btree (entity_ref, "time" DESC, id DESC);

-- index: execution_history.execution_history_time_idx
CREATE INDEX execution_history_time_idx ON execution_history USING btree ("time" DESC, id DESC);

-- index: execution_output.execution_output_execution_idx
CREATE INDEX execution_output_execution_idx ON execution_output USING btree (execution, "time" DESC, id DESC);

-- index: execution_output.execution_output_time_idx
CREATE INDEX execution_output_time_idx ON execution_output USING btree ("time" DESC, id DESC);

-- index: graph_history.graph_history_entity_ref_idx
CREATE INDEX graph_history_entity_ref_idx ON graph_history USING btree (codebase, entity_ref, "time" DESC, seq DESC);

-- index: graph_history.graph_history_time_idx
CREATE INDEX graph_history_time_idx ON graph_history USING btree ("time" DESC, codebase, seq DESC);

-- index: rule.rule_action_idx
CREATE INDEX rule_action_idx ON rule USING btree (action);

-- index: rule.rule_codebase_idx
CREATE INDEX rule_codebase_idx ON rule USING btree (codebase) WHERE codebase IS NOT NULL;

-- index: rule.rule_trigger_idx
CREATE INDEX rule_trigger_idx ON rule USING btree (trigger);

-- index: rule.rule_trigger_ref_idx
CREATE INDEX rule_trigger_ref_idx ON rule USING btree (trigger_ref) WHERE enabled;

-- index: rule_switch.rule_switch_rule_ref_idx
CREATE INDEX rule_switch_rule_ref_idx ON rule_switch USING btree (rule_ref, "time" DESC);

-- index: rule_version.rule_version_rule_ref_idx
CREATE INDEX rule_version_rule_ref_idx ON rule_version USING btree (rule_ref, version);

-- index: sensor.sensor_due_idx
CREATE INDEX sensor_due_idx ON sensor USING btree (next_fire_at) WHERE next_fire_at IS NOT NULL AND enabled;

-- index: sensor.sensor_trigger_idx
CREATE INDEX sensor_trigger_idx ON sensor USING btree (trigger);

-- index: token.token_created_idx
CREATE INDEX token_created_idx ON token USING btree (created DESC, id DESC);

-- index: token.token_name_key
CREATE UNIQUE INDEX token_name_key ON token USING btree (name) WHERE revoked_at IS NULL;

-- index: worker.worker_created_idx
CREATE INDEX worker_created_idx ON worker USING btree (created DESC, id DESC);

-- index: worker_history.worker_history_entity_id_idx
CREATE INDEX worker_history_entity_id_idx ON worker_history USING btree (entity_id, "time" DESC, id DESC);

-- index: worker_history.worker_history_entity_ref_idx
CREATE INDEX worker_history_entity_ref_idx ON worker_history USING btree (entity_ref, "time" DESC, id DESC);

-- index: worker_history.worker_history_time_idx
CREATE INDEX worker_history_time_idx ON worker_history USING btree ("time" DESC, id DESC);

-- trigger: action.update_action_updated
CREATE TRIGGER update_action_updated BEFORE UPDATE ON action FOR EACH ROW EXECUTE FUNCTION clew_internal.set_updated();

-- trigger: audit.audit_immutable
CREATE TRIGGER audit_immutable BEFORE UPDATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.refuse_update('audit');

-- trigger: enforcement.guard_enforcement_transition
CREATE TRIGGER guard_enforcement_transition BEFORE UPDATE ON enforcement FOR EACH ROW EXECUTE FUNCTION clew_internal.guard_enforcement_transition();

-- trigger: enforcement.notify_enforcement_created
CREATE TRIGGER notify_enforcement_created AFTER INSERT ON enforcement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.notify_enforcement_created();

-- trigger: enforcement.notify_enforcement_status_changed
CREATE TRIGGER notify_enforcement_status_changed AFTER UPDATE ON enforcement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.notify_enforcement_status_changed();

-- trigger: event.notify_event_created
CREATE TRIGGER notify_event_created AFTER INSERT ON event REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.notify_event_created();

-- trigger: event.refuse_event_row_update
CREATE TRIGGER refuse_event_row_update BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION clew_internal.refuse_update('event');

-- trigger: event.refuse_event_update
CREATE TRIGGER refuse_event_update BEFORE UPDATE ON event FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.refuse_update('event');

-- trigger: execution.notify_execution_created
CREATE TRIGGER notify_execution_created AFTER INSERT ON execution REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.notify_execution_created();

-- trigger: execution.notify_execution_status_changed
CREATE TRIGGER notify_execution_status_changed AFTER UPDATE ON execution REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.notify_execution_status_changed();

-- trigger: execution.record_execution_delete
CREATE TRIGGER record_execution_delete AFTER DELETE ON execution REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.record_execution_delete();

-- trigger: execution.record_execution_insert
CREATE TRIGGER record_execution_insert AFTER INSERT ON execution REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.record_execution_insert();

-- trigger: execution.record_execution_update
CREATE TRIGGER record_execution_update AFTER UPDATE ON execution REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.record_execution_update();

-- trigger: execution.update_execution_updated
CREATE TRIGGER update_execution_updated BEFORE UPDATE ON execution FOR EACH ROW EXECUTE FUNCTION clew_internal.set_updated();

-- trigger: execution_output.execution_output_immutable
CREATE TRIGGER execution_output_immutable BEFORE UPDATE ON execution_output FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.refuse_update('execution_output');

-- trigger: execution_output.notify_execution_output_written
CREATE TRIGGER notify_execution_output_written AFTER INSERT ON execution_output FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.notify_execution_output_written();

-- trigger: rule.keep_rule_switch
CREATE TRIGGER keep_rule_switch AFTER INSERT OR DELETE ON rule FOR EACH ROW EXECUTE FUNCTION clew_internal.keep_rule_switch();

-- trigger: rule.keep_rule_switch_update
CREATE TRIGGER keep_rule_switch_update AFTER UPDATE ON rule FOR EACH ROW WHEN (old.enabled IS DISTINCT FROM new.enabled) EXECUTE FUNCTION clew_internal.keep_rule_switch();

-- trigger: rule.keep_rule_version
CREATE TRIGGER keep_rule_version AFTER INSERT OR UPDATE ON rule FOR EACH ROW EXECUTE FUNCTION clew_internal.keep_rule_version();

-- trigger: rule.number_rule_version
CREATE TRIGGER number_rule_version BEFORE UPDATE ON rule FOR EACH ROW EXECUTE FUNCTION clew_internal.number_rule_version();

-- trigger: rule_version.rule_version_immutable
CREATE TRIGGER rule_version_immutable BEFORE UPDATE ON rule_version FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.refuse_update('rule_version');

-- trigger: sensor.update_sensor_updated
CREATE TRIGGER update_sensor_updated BEFORE UPDATE OF label, description, enabled, trigger_ref, config, key ON sensor FOR EACH ROW EXECUTE FUNCTION clew_internal.set_updated();

-- trigger: trigger.update_trigger_updated
CREATE TRIGGER update_trigger_updated BEFORE UPDATE ON trigger FOR EACH ROW EXECUTE FUNCTION clew_internal.set_updated();

-- trigger: worker.notify_worker_status_changed
CREATE TRIGGER notify_worker_status_changed AFTER UPDATE ON worker REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.notify_worker_status_changed();

-- trigger: worker.record_worker_delete
CREATE TRIGGER record_worker_delete AFTER DELETE ON worker REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.record_worker_delete();

-- trigger: worker.record_worker_insert
CREATE TRIGGER record_worker_insert AFTER INSERT ON worker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.record_worker_insert();

-- trigger: worker.record_worker_update
CREATE TRIGGER record_worker_update AFTER UPDATE ON worker REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION clew_internal.record_worker_update();

-- trigger: worker.update_worker_updated
CREATE TRIGGER update_worker_updated BEFORE UPDATE ON worker FOR EACH ROW EXECUTE FUNCTION clew_internal.set_updated();

-- columnstore: audit
alter table audit set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'operation', timescaledb.orderby = '"time" DESC,id DESC');

-- columnstore: enforcement
alter table enforcement set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'rule_ref', timescaledb.orderby = 'created DESC,id DESC');

-- columnstore: evaluation
alter table evaluation set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'event_day', timescaledb.orderby = '"time" DESC');

-- columnstore: event
alter table event set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'trigger_ref', timescaledb.orderby = 'created DESC,id DESC');

-- columnstore: execution_history
alter table execution_history set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'entity_ref', timescaledb.orderby = '"time" DESC,id DESC');

-- columnstore: graph_history
alter table graph_history set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'codebase', timescaledb.orderby = 'seq DESC,"time" DESC');

-- columnstore: worker_history
alter table worker_history set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'entity_ref', timescaledb.orderby = '"time" DESC,id DESC');

-- aggregate: enforcement_volume_hourly
create materialized view enforcement_volume_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('01:00:00'::interval, created) AS bucket,
rule_ref,
count(*) AS enforcement_count
FROM enforcement
GROUP BY (time_bucket('01:00:00'::interval, created)), rule_ref
with no data;

-- aggregate: event_volume_hourly
create materialized view event_volume_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('01:00:00'::interval, created) AS bucket,
trigger_ref,
count(*) AS event_count
FROM event
GROUP BY (time_bucket('01:00:00'::interval, created)), trigger_ref
with no data;

-- aggregate: execution_status_hourly
create materialized view execution_status_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('01:00:00'::interval, "time") AS bucket,
entity_ref AS action_ref,
(new_values ->> 'status'::text) AS new_status,
count(*) AS transition_count
FROM execution_history
WHERE (('status'::text = ANY (changed_fields)) AND (new_values IS NOT NULL))
GROUP BY (time_bucket('01:00:00'::interval, "time")), entity_ref, (new_values ->> 'status'::text)
with no data;

-- aggregate: execution_throughput_hourly
create materialized view execution_throughput_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('01:00:00'::interval, "time") AS bucket,
entity_ref AS action_ref,
count(*) AS execution_count
FROM execution_history
WHERE (operation = 'INSERT'::text)
GROUP BY (time_bucket('01:00:00'::interval, "time")), entity_ref
with no data;

-- aggregate: worker_status_hourly
create materialized view worker_status_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('01:00:00'::interval, "time") AS bucket,
entity_ref AS worker_name,
(new_values ->> 'status'::text) AS new_status,
count(*) AS transition_count
FROM worker_history
WHERE (('status'::text = ANY (changed_fields)) AND (new_values IS NOT NULL))
GROUP BY (time_bucket('01:00:00'::interval, "time")), entity_ref, (new_values ->> 'status'::text)
with no data;

-- aggregate: enforcement_volume_daily
create materialized view enforcement_volume_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('1 day'::interval, bucket) AS bucket,
rule_ref,
(sum(enforcement_count))::bigint AS enforcement_count
FROM enforcement_volume_hourly
GROUP BY (time_bucket('1 day'::interval, bucket)), rule_ref
with no data;

-- aggregate: event_volume_daily
create materialized view event_volume_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('1 day'::interval, bucket) AS bucket,
trigger_ref,
(sum(event_count))::bigint AS event_count
FROM event_volume_hourly
GROUP BY (time_bucket('1 day'::interval, bucket)), trigger_ref
with no data;

-- aggregate: execution_status_daily
create materialized view execution_status_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('1 day'::interval, bucket) AS bucket,
action_ref,
new_status,
(sum(transition_count))::bigint AS transition_count
FROM execution_status_hourly
GROUP BY (time_bucket('1 day'::interval, bucket)), action_ref, new_status
with no data;

-- aggregate: execution_throughput_daily
create materialized view execution_throughput_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('1 day'::interval, bucket) AS bucket,
action_ref,
(sum(execution_count))::bigint AS execution_count
FROM execution_throughput_hourly
GROUP BY (time_bucket('1 day'::interval, bucket)), action_ref
with no data;

-- aggregate: worker_status_daily
create materialized view worker_status_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
SELECT time_bucket('1 day'::interval, bucket) AS bucket,
worker_name,
new_status,
(sum(transition_count))::bigint AS transition_count
FROM worker_status_hourly
GROUP BY (time_bucket('1 day'::interval, bucket)), worker_name, new_status
with no data;

-- columnstore policy: audit
call add_columnstore_policy('audit', after => interval '7 days');

-- columnstore policy: enforcement
call add_columnstore_policy('enforcement', after => interval '7 days');

-- columnstore policy: evaluation
call add_columnstore_policy('evaluation', after => interval '7 days');

-- columnstore policy: event
call add_columnstore_policy('event', after => interval '7 days');

-- columnstore policy: execution_history
call add_columnstore_policy('execution_history', after => interval '7 days');

-- columnstore policy: graph_history
call add_columnstore_policy('graph_history', after => interval '7 days');

-- columnstore policy: worker_history
call add_columnstore_policy('worker_history', after => interval '7 days');

-- retention policy: audit
select add_retention_policy('audit', drop_after => interval '365 days');

-- retention policy: enforcement
select add_retention_policy('enforcement', drop_after => interval '90 days');

-- retention policy: enforcement_volume_daily
select add_retention_policy('enforcement_volume_daily', drop_after => interval '2 years');

-- retention policy: enforcement_volume_hourly
select add_retention_policy('enforcement_volume_hourly', drop_after => interval '180 days');

-- retention policy: evaluation
select add_retention_policy('evaluation', drop_after => interval '91 days');

-- retention policy: event
select add_retention_policy('event', drop_after => interval '90 days');

-- retention policy: event_volume_daily
select add_retention_policy('event_volume_daily', drop_after => interval '2 years');

-- retention policy: event_volume_hourly
select add_retention_policy('event_volume_hourly', drop_after => interval '180 days');

-- retention policy: execution_history
select add_retention_policy('execution_history', drop_after => interval '90 days');

-- retention policy: execution_output
select add_retention_policy('execution_output', drop_after => interval '7 days');

-- retention policy: execution_status_daily
select add_retention_policy('execution_status_daily', drop_after => interval '2 years');

-- retention policy: execution_status_hourly
select add_retention_policy('execution_status_hourly', drop_after => interval '180 days');

-- retention policy: execution_throughput_daily
select add_retention_policy('execution_throughput_daily', drop_after => interval '2 years');

-- retention policy: execution_throughput_hourly
select add_retention_policy('execution_throughput_hourly', drop_after => interval '180 days');

-- retention policy: graph_history
select add_retention_policy('graph_history', drop_after => interval '365 days');

-- retention policy: worker_history
select add_retention_policy('worker_history', drop_after => interval '180 days');

-- retention policy: worker_status_daily
select add_retention_policy('worker_status_daily', drop_after => interval '2 years');

-- retention policy: worker_status_hourly
select add_retention_policy('worker_status_hourly', drop_after => interval '180 days');

-- refresh policy: enforcement_volume_daily
select add_continuous_aggregate_policy('enforcement_volume_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '06:00:00');

-- refresh policy: enforcement_volume_hourly
select add_continuous_aggregate_policy('enforcement_volume_hourly',
  start_offset => interval '7 days', end_offset => interval '01:00:00',
  schedule_interval => interval '00:30:00');

-- refresh policy: event_volume_daily
select add_continuous_aggregate_policy('event_volume_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '06:00:00');

-- refresh policy: event_volume_hourly
select add_continuous_aggregate_policy('event_volume_hourly',
  start_offset => interval '7 days', end_offset => interval '01:00:00',
  schedule_interval => interval '00:30:00');

-- refresh policy: execution_status_daily
select add_continuous_aggregate_policy('execution_status_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '06:00:00');

-- refresh policy: execution_status_hourly
select add_continuous_aggregate_policy('execution_status_hourly',
  start_offset => interval '7 days', end_offset => interval '01:00:00',
  schedule_interval => interval '00:30:00');

-- refresh policy: execution_throughput_daily
select add_continuous_aggregate_policy('execution_throughput_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '06:00:00');

-- refresh policy: execution_throughput_hourly
select add_continuous_aggregate_policy('execution_throughput_hourly',
  start_offset => interval '7 days', end_offset => interval '01:00:00',
  schedule_interval => interval '00:30:00');

-- refresh policy: worker_status_daily
select add_continuous_aggregate_policy('worker_status_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '06:00:00');

-- refresh policy: worker_status_hourly
select add_continuous_aggregate_policy('worker_status_hourly',
  start_offset => interval '7 days', end_offset => interval '01:00:00',
  schedule_interval => interval '00:30:00');

-- comment: enforcement
comment on table enforcement is 'A match of a rule. Its status leaves created exactly once; kept for 90 days.';

-- comment: enforcement.event
comment on column enforcement.event is 'event.id. No foreign key: dangles after the event was deleted or fell to retention.';

-- comment: enforcement.resolved_at
comment on column enforcement.resolved_at is 'When the status left created; null while pending. Set by whoever resolves, with the status.';

-- comment: enforcement_key.created
comment on column enforcement_key.created is 'enforcement.created: with enforcement_id, its key.';

-- comment: event
comment on table event is 'What happened. Immutable; kept for 90 days.';

-- comment: event.budget
comment on column event.budget is 'How many events the whole chain may cause.';

-- comment: event.depth
comment on column event.depth is 'Reactions between the root event and this one.';

-- comment: event.root_event
comment on column event.root_event is 'The event that started the chain; null when this one did.';

-- comment: event.trigger
comment on column event.trigger is 'trigger.id when the trigger was known. No foreign key: may dangle.';

-- comment: execution.attempt
comment on column execution.attempt is 'Counts the claims that used up an attempt: one that a worker handed back does not.';

-- comment: execution.depth
comment on column execution.depth is 'Reactions between the root event and this execution.';

-- comment: execution.enforcement
comment on column execution.enforcement is 'enforcement.id. No foreign key: dangles after the enforcement fell to retention.';

-- comment: execution.event
comment on column execution.event is 'event.id. No foreign key: dangles after the event fell to retention.';

-- comment: execution.fencing_token
comment on column execution.fencing_token is 'Counts the claims and only grows; what a worker writes must carry the number of its claim.';

-- comment: execution_output
comment on table execution_output is 'What runs have written so far. Immutable; kept for 7 days.';

-- comment: execution_output.execution
comment on column execution_output.execution is 'execution.id. No foreign key: goes by retention alone.';

-- comment: sensor.key
comment on column sensor.key is 'SHA-256 of the key of a webhook''s address, in hexadecimal.';

-- comment: sensor.last_event
comment on column sensor.last_event is 'event.id. No foreign key: dangles after the event fell to retention.';

-- comment: sensor.next_fire_at
comment on column sensor.next_fire_at is 'When a timer fires next; null for other sensors and when it is done.';

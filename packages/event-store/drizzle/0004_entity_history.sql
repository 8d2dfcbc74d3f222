-- Field-level history of events, enforcements, executions and workers, with hourly volumes over it.
--
-- A JSON value whose text is longer than a kilobyte stands in the history as its SHA-256 digest, its
-- size in bytes and its JSON type.

create function clew_internal.history_value(value jsonb) returns jsonb
language sql immutable parallel safe
return case
  when octet_length(value::text) > 1024 then
    jsonb_build_object(
      'digest', encode(sha256(convert_to(value::text, 'UTF8')), 'hex'),
      'size', octet_length(value::text),
      'type', jsonb_typeof(value))
  else value
end;

create table event_history (
  time timestamptz not null default clock_timestamp(),
  operation text not null,
  entity_id bigint not null,
  entity_ref text not null,
  changed_fields text[] not null,
  old_values jsonb,
  new_values jsonb
);

create table enforcement_history (like event_history including defaults);

create table execution_history (
  id bigserial,
  time timestamptz not null default clock_timestamp(),
  operation text not null,
  entity_id bigint not null,
  entity_ref text not null,
  changed_fields text[] not null,
  old_values jsonb,
  new_values jsonb,
  constraint execution_history_pkey primary key (id, time),
  constraint execution_history_operation_check check (operation in ('INSERT', 'UPDATE', 'DELETE'))
);

create table worker_history (
  id bigserial,
  time timestamptz not null default clock_timestamp(),
  operation text not null,
  entity_id bigint not null,
  entity_ref text not null,
  changed_fields text[] not null,
  old_values jsonb,
  new_values jsonb,
  constraint worker_history_pkey primary key (id, time),
  constraint worker_history_operation_check check (operation in ('INSERT', 'UPDATE', 'DELETE'))
);

create index event_history_entity_idx on event_history (entity_id, time desc);
create index enforcement_history_entity_idx on enforcement_history (entity_id, time desc);

create index execution_history_time_idx on execution_history (time desc, id desc);
create index execution_history_entity_id_idx on execution_history (entity_id, time desc, id desc);
create index execution_history_entity_ref_idx on execution_history (entity_ref, time desc, id desc);

create index worker_history_time_idx on worker_history (time desc, id desc);
create index worker_history_entity_id_idx on worker_history (entity_id, time desc, id desc);
create index worker_history_entity_ref_idx on worker_history (entity_ref, time desc, id desc);

select create_hypertable('event_history', by_range('time', interval '1 day'),
  create_default_indexes => false);
select create_hypertable('enforcement_history', by_range('time', interval '1 day'),
  create_default_indexes => false);
select create_hypertable('execution_history', by_range('time', interval '1 day'),
  create_default_indexes => false);
select create_hypertable('worker_history', by_range('time', interval '7 days'),
  create_default_indexes => false);

alter table event_history set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'entity_ref', timescaledb.orderby = 'time desc');
alter table enforcement_history set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'entity_ref', timescaledb.orderby = 'time desc');
alter table execution_history set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'entity_ref', timescaledb.orderby = 'time desc, id desc');
alter table worker_history set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'entity_ref', timescaledb.orderby = 'time desc, id desc');

call add_columnstore_policy('event_history', after => interval '7 days');
call add_columnstore_policy('enforcement_history', after => interval '7 days');
call add_columnstore_policy('execution_history', after => interval '7 days');
call add_columnstore_policy('worker_history', after => interval '7 days');

select add_retention_policy('event_history', drop_after => interval '90 days');
select add_retention_policy('enforcement_history', drop_after => interval '90 days');
select add_retention_policy('execution_history', drop_after => interval '90 days');
select add_retention_policy('worker_history', drop_after => interval '180 days');

create function clew_internal.record_event_history() returns trigger language plpgsql as $$
begin
  insert into public.event_history (operation, entity_id, entity_ref, changed_fields, new_values)
  values (tg_op, new.id, new.trigger_ref, array['trigger_ref', 'payload'],
          jsonb_build_object('trigger_ref', new.trigger_ref,
                             'payload', clew_internal.history_value(new.payload)));
  return null;
end
$$;

create trigger record_event_history after insert on event
  for each row execute function clew_internal.record_event_history();

create function clew_internal.record_enforcement_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into public.enforcement_history (operation, entity_id, entity_ref, changed_fields, new_values)
    values (tg_op, new.id, new.rule_ref, array['status'], jsonb_build_object('status', new.status));
  elsif old.status is distinct from new.status then
    insert into public.enforcement_history
      (operation, entity_id, entity_ref, changed_fields, old_values, new_values)
    values (tg_op, new.id, new.rule_ref, array['status'],
            jsonb_build_object('status', old.status), jsonb_build_object('status', new.status));
  end if;
  return null;
end
$$;

create trigger record_enforcement_history after insert or update on enforcement
  for each row execute function clew_internal.record_enforcement_history();

-- The fields whose changes are worth a line. Leases, heartbeats and progress are not: a running
-- execution writes them every few seconds. A new column of execution or worker belongs here too
-- unless it changes as often.

create function clew_internal.execution_fields(e execution)
returns table (field text, value jsonb) language sql immutable parallel safe
begin atomic
  values
    ('action_ref', to_jsonb(e.action_ref)),
    ('attempt', to_jsonb(e.attempt)),
    ('available_at', to_jsonb(e.available_at)),
    ('cancel_requested_at', to_jsonb(e.cancel_requested_at)),
    ('config', e.config),
    ('enforcement', to_jsonb(e.enforcement)),
    ('error', to_jsonb(e.error)),
    ('finished_at', to_jsonb(e.finished_at)),
    ('max_attempts', to_jsonb(e.max_attempts)),
    ('parent', to_jsonb(e.parent)),
    ('priority', to_jsonb(e.priority)),
    ('result', e.result),
    ('started_at', to_jsonb(e.started_at)),
    ('status', to_jsonb(e.status)),
    ('timeout_seconds', to_jsonb(e.timeout_seconds)),
    ('worker', to_jsonb(e.worker));
end;

create function clew_internal.worker_fields(w worker)
returns table (field text, value jsonb) language sql immutable parallel safe
begin atomic
  values
    ('capabilities', w.capabilities),
    ('cordon_reason', to_jsonb(w.cordon_reason)),
    ('cordoned', to_jsonb(w.cordoned)),
    ('host', to_jsonb(w.host)),
    ('meta', w.meta),
    ('name', to_jsonb(w.name)),
    ('port', to_jsonb(w.port)),
    ('status', to_jsonb(w.status)),
    ('worker_role', to_jsonb(w.worker_role)),
    ('worker_type', to_jsonb(w.worker_type));
end;

create function clew_internal.record_execution_insert() returns trigger language plpgsql as $$
begin
  insert into public.execution_history (operation, entity_id, entity_ref, changed_fields, new_values)
  select 'INSERT', n.id, n.action_ref, f.fields, f.new_values
  from new_rows n cross join lateral (
    select array_agg(field order by field) as fields,
           jsonb_object_agg(field, clew_internal.history_value(value)) as new_values
    from clew_internal.execution_fields(n) where value is not null
  ) f;
  return null;
end
$$;

create function clew_internal.record_execution_update() returns trigger language plpgsql as $$
begin
  insert into public.execution_history
    (operation, entity_id, entity_ref, changed_fields, old_values, new_values)
  select 'UPDATE', n.id, n.action_ref, f.fields, f.old_values, f.new_values
  from new_rows n join old_rows o on o.id = n.id cross join lateral (
    select array_agg(field order by field) as fields,
           jsonb_object_agg(field, clew_internal.history_value(before.value)) as old_values,
           jsonb_object_agg(field, clew_internal.history_value(after.value)) as new_values
    from clew_internal.execution_fields(o) before join clew_internal.execution_fields(n) after using (field)
    where before.value is distinct from after.value
  ) f
  where f.fields is not null;
  return null;
end
$$;

create function clew_internal.record_execution_delete() returns trigger language plpgsql as $$
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
$$;

create trigger record_execution_insert after insert on execution
  referencing new table as new_rows
  for each statement execute function clew_internal.record_execution_insert();
create trigger record_execution_update after update on execution
  referencing old table as old_rows new table as new_rows
  for each statement execute function clew_internal.record_execution_update();
create trigger record_execution_delete after delete on execution
  referencing old table as old_rows
  for each statement execute function clew_internal.record_execution_delete();

create function clew_internal.record_worker_insert() returns trigger language plpgsql as $$
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
$$;

create function clew_internal.record_worker_update() returns trigger language plpgsql as $$
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
$$;

create function clew_internal.record_worker_delete() returns trigger language plpgsql as $$
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
$$;

create trigger record_worker_insert after insert on worker
  referencing new table as new_rows
  for each statement execute function clew_internal.record_worker_insert();
create trigger record_worker_update after update on worker
  referencing old table as old_rows new table as new_rows
  for each statement execute function clew_internal.record_worker_update();
create trigger record_worker_delete after delete on worker
  referencing old table as old_rows
  for each statement execute function clew_internal.record_worker_delete();

create materialized view event_volume_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 hour', time) as bucket, entity_ref as trigger_ref, count(*) as event_count
from event_history where operation = 'INSERT'
group by 1, 2
with no data;

create materialized view enforcement_volume_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 hour', time) as bucket, entity_ref as rule_ref,
       count(*) as enforcement_count
from enforcement_history where operation = 'INSERT'
group by 1, 2
with no data;

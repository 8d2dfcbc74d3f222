-- An enforcement changes exactly once, about a second after it was created: from `created` to
-- `processed` or `disabled`. `resolved_at` records that moment on the row itself, in place of the
-- generic `updated` and of a history table. The table itself becomes a hypertable.

drop materialized view if exists enforcement_volume_hourly;
drop trigger if exists record_enforcement_history on enforcement;
drop function if exists clew_internal.record_enforcement_history();
drop table if exists enforcement_history;

alter table execution drop constraint execution_enforcement_fkey;
alter table enforcement drop constraint enforcement_rule_fkey;

drop trigger update_enforcement_updated on enforcement;
drop trigger notify_enforcement_created on enforcement;
drop trigger notify_enforcement_status_changed on enforcement;

alter table enforcement add column resolved_at timestamptz;
update enforcement set resolved_at = greatest(updated, created) where status <> 'created';
alter table enforcement drop column updated;

alter table enforcement drop constraint enforcement_pkey;
alter table enforcement add constraint enforcement_pkey primary key (id, created);

drop index enforcement_rule_ref_idx;
drop index enforcement_event_idx;
drop index enforcement_created_idx;
create index enforcement_created_idx on enforcement (created desc, id desc);
create index enforcement_rule_ref_idx on enforcement (rule_ref, created desc, id desc);
create index enforcement_trigger_ref_idx on enforcement (trigger_ref, created desc, id desc);
create index enforcement_event_idx on enforcement (event, created) where event is not null;
create index enforcement_pending_idx on enforcement (created desc, id desc) where status = 'created';

select create_hypertable('enforcement', by_range('created', interval '1 day'),
  create_default_indexes => false, migrate_data => true);

alter table enforcement alter column created set default clock_timestamp();
alter table enforcement add column rule_version integer;
alter table enforcement add column error text;
alter table enforcement
  add constraint enforcement_id_time_check check (clew_internal.id_matches_time(id, created));
alter table enforcement
  add constraint enforcement_resolved_check
  check ((status = 'created') = (resolved_at is null) and resolved_at >= created);

create function clew_internal.guard_enforcement_transition() returns trigger language plpgsql as $$
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
$$;

create trigger guard_enforcement_transition before update on enforcement
  for each row execute function clew_internal.guard_enforcement_transition();

create or replace function clew_internal.notify_enforcement_created() returns trigger language plpgsql as $$
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
$$;

create or replace function clew_internal.notify_enforcement_status_changed() returns trigger
language plpgsql as $$
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
$$;

create trigger notify_enforcement_created after insert on enforcement
  referencing new table as new_rows
  for each statement execute function clew_internal.notify_enforcement_created();
create trigger notify_enforcement_status_changed after update on enforcement
  referencing old table as old_rows new table as new_rows
  for each statement execute function clew_internal.notify_enforcement_status_changed();

alter table enforcement set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'rule_ref', timescaledb.orderby = 'created desc, id desc');
call add_columnstore_policy('enforcement', after => interval '7 days');
select add_retention_policy('enforcement', drop_after => interval '90 days',
  initial_start => now() + interval '7 days');

comment on table enforcement is
  'A match of a rule. Its status leaves created exactly once; kept for 90 days.';
comment on column enforcement.event is
  'event.id. No foreign key: dangles after the event was deleted or fell to retention.';
comment on column enforcement.resolved_at is
  'When the status left created; null while pending. Set by whoever resolves, with the status.';
comment on column execution.enforcement is
  'enforcement.id. No foreign key: dangles after the enforcement fell to retention.';

-- Events are never updated after they were inserted, so a history of their changes says nothing that
-- the row does not say, and `updated` never differs from `created`: both go. The table itself becomes
-- a hypertable with compression and retention.

drop materialized view if exists event_volume_hourly;
drop trigger if exists record_event_history on event;
drop function if exists clew_internal.record_event_history();
drop table if exists event_history;

-- No foreign key may touch a hypertable: one that points in stops retention or is dropped silently by
-- it, and one that points out rewrites compressed chunks when its target is deleted.
alter table enforcement drop constraint enforcement_event_fkey;
alter table event drop constraint event_trigger_fkey;
alter table event drop constraint event_source_fkey;
alter table event drop constraint event_rule_fkey;

drop trigger update_event_updated on event;
alter table event drop column updated;

-- The partitioning column must be part of every unique key.
alter table event drop constraint event_pkey;
alter table event add constraint event_pkey primary key (id, created);

drop index event_trigger_ref_idx;
drop index event_created_idx;
create index event_created_idx on event (created desc, id desc);
create index event_trigger_ref_idx on event (trigger_ref, created desc, id desc);

select create_hypertable('event', by_range('created', interval '1 day'),
  create_default_indexes => false, migrate_data => true);

alter table event alter column created set default clock_timestamp();
alter table event add column root_event bigint;
alter table event add column depth integer not null default 0;
alter table event add column budget integer not null default 1000;
alter table event add constraint event_id_time_check check (clew_internal.id_matches_time(id, created));
alter table event add constraint event_depth_check check (depth >= 0);
alter table event add constraint event_budget_check check (budget >= 0);
create index event_root_event_idx on event (root_event, created) where root_event is not null;

-- The statement trigger also refuses an update that finds no row and `on conflict do update`; the row
-- trigger is copied to every chunk and so guards those too.
create trigger refuse_event_update before update on event
  for each statement execute function clew_internal.refuse_update('event');
create trigger refuse_event_row_update before update on event
  for each row execute function clew_internal.refuse_update('event');

alter table event set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'trigger_ref', timescaledb.orderby = 'created desc, id desc');
call add_columnstore_policy('event', after => interval '7 days');
-- Rows of the plain table that are past the 90 days stay for another week, to be exported if need be.
select add_retention_policy('event', drop_after => interval '90 days',
  initial_start => now() + interval '7 days');

comment on table event is 'What happened. Immutable; kept for 90 days.';
comment on column event.trigger is 'trigger.id when the trigger was known. No foreign key: may dangle.';
comment on column event.root_event is 'The event that started the chain; null when this one did.';
comment on column event.depth is 'Reactions between the root event and this one.';
comment on column event.budget is 'How many events the whole chain may cause.';

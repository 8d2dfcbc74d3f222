-- The queues of the engine: small plain tables, so that claiming never touches a hypertable, and so
-- that a unique key can hold what a hypertable's cannot.

-- One row an event that is still to be evaluated, written in the event's own transaction.
create table event_inbox (
  event_id bigint not null,
  created timestamptz not null,
  trigger_ref text not null,
  attempts integer not null default 0,
  available_at timestamptz not null default clock_timestamp(),
  last_error text,
  constraint event_inbox_pkey primary key (event_id),
  constraint event_inbox_attempts_check check (attempts >= 0)
)
with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

create index event_inbox_queue_idx on event_inbox (available_at, event_id);

-- A rule fires at most once for an event, also when the event is evaluated again.
create table enforcement_key (
  rule_id bigint not null,
  event_id bigint not null,
  enforcement_id bigint not null,
  created timestamptz not null,
  pending boolean not null default true,
  constraint enforcement_key_pkey primary key (rule_id, event_id)
)
with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

create index enforcement_key_pending_idx on enforcement_key (created, enforcement_id) where pending;
create index enforcement_key_resolved_idx on enforcement_key (created) where not pending;
create unique index enforcement_key_enforcement_idx on enforcement_key (enforcement_id);

comment on column enforcement_key.created is 'enforcement.created: with enforcement_id, its key.';

-- Which event an idempotency key led to.
create table event_idempotency (
  trigger_ref text not null,
  idempotency_key text not null,
  event_id bigint not null,
  created timestamptz not null,
  constraint event_idempotency_pkey primary key (trigger_ref, idempotency_key),
  constraint event_idempotency_key_check check (length(idempotency_key) between 1 and 255)
);

create index event_idempotency_created_idx on event_idempotency (created);

-- Enforcements from before the keys existed get theirs; of several for one rule and event, the one
-- that is still pending.
insert into enforcement_key (rule_id, event_id, enforcement_id, created, pending)
select distinct on (rule, event) rule, event, id, created, status = 'created'
from enforcement
where rule is not null and event is not null
order by rule, event, status = 'created' desc, created, id;

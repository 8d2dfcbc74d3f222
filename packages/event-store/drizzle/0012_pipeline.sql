-- What the way from an event to an execution needs beyond the queues: rules with a past, evaluations
-- that are counted, chains with a budget, limits of actions, and sensors with a state.

-- An event may wait for one rule alone: one that was saved later and reaches back. 0 means every rule.
alter table event_inbox add column rule_id bigint not null default 0;
alter table event_inbox drop constraint event_inbox_pkey;
alter table event_inbox add constraint event_inbox_pkey primary key (event_id, rule_id);

-- One row for each day of events that a batch of the engine evaluated, written in the batch's own
-- transaction: what was evaluated is counted apart from what was stored, so that a gap shows.
create table evaluation (
  time timestamptz not null default clock_timestamp(),
  engine text not null,
  event_day date not null,
  -- Events evaluated against every rule; those that one rule alone looked at are replayed.
  events integer not null,
  replayed integer not null,
  -- Conditions that were evaluated.
  conditions integer not null,
  matches integer not null,
  errors integer not null,
  duration_ms double precision not null,
  constraint evaluation_counts_check
    check (events >= 0 and replayed >= 0 and conditions >= 0 and matches >= 0 and errors >= 0)
);

create index evaluation_day_idx on evaluation (event_day, time desc);

select create_hypertable('evaluation', by_range('time', interval '1 day'),
  create_default_indexes => false);
alter table evaluation set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'event_day', timescaledb.orderby = 'time desc');
call add_columnstore_policy('evaluation', after => interval '7 days');
select add_retention_policy('evaluation', drop_after => interval '91 days');

-- How many executions a chain of reactions has caused so far.
create table event_chain (
  root_event bigint not null,
  executions integer not null,
  updated timestamptz not null default clock_timestamp(),
  constraint event_chain_pkey primary key (root_event),
  constraint event_chain_executions_check check (executions >= 0)
);

create index event_chain_updated_idx on event_chain (updated);

-- Payloads that do not match the schema of their trigger are refused or recorded with what is wrong.
alter table event add column problems jsonb;
alter table trigger add column payload_policy text not null default 'record';
alter table trigger add constraint trigger_payload_policy_check
  check (payload_policy in ('record', 'refuse'));

-- Webhooks are sensors: a source of events that has a key, a state and errors of its own.
alter table trigger drop column webhook_enabled;
alter table trigger drop column webhook_key;
alter table trigger drop column webhook_config;

alter table rule add column source_path text;
alter table rule add column apply_from timestamptz;

-- Its argument is a row of the table, and some servers add no column while a function says so.
drop function clew_internal.execution_fields(execution);

alter table execution add column event bigint;
alter table execution add column root_event bigint;
alter table execution add column depth integer not null default 0;
alter table execution add column budget integer not null default 1000;
alter table execution add column requested_by text;
alter table execution add constraint execution_chain_check check (depth >= 0 and budget >= 0);

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

create index execution_event_idx on execution (event) where event is not null;
create index execution_started_idx on execution (action_ref, started_at) where started_at is not null;
create index execution_running_idx on execution (action_ref) where status in ('running', 'canceling');

comment on column execution.event is 'event.id. No foreign key: dangles after the event fell to retention.';
comment on column execution.depth is 'Reactions between the root event and this execution.';

-- Null means no limit.
alter table action add column max_concurrency integer;
alter table action add column rate_limit integer;
alter table action add column rate_period_seconds integer not null default 60;
alter table action add constraint action_limits_check
  check (max_concurrency >= 1 and rate_limit >= 1 and rate_period_seconds between 1 and 86400);

alter table sensor add column state text not null default 'idle';
alter table sensor add column key text;
alter table sensor add column next_fire_at timestamptz;
alter table sensor add column last_event bigint;
alter table sensor add column last_event_at timestamptz;
alter table sensor add column event_count bigint not null default 0;
alter table sensor add column error_count bigint not null default 0;
alter table sensor add column last_error text;
alter table sensor add column last_error_at timestamptz;
-- How far the sensor has read what it watches.
alter table sensor add column position jsonb;
alter table sensor add constraint sensor_key_key unique (key);
alter table sensor add constraint sensor_key_check check (key ~ '^[A-Za-z0-9_-]{16,64}$');
alter table sensor add constraint sensor_entrypoint_check
  check (entrypoint in ('api', 'webhook', 'timer', 'graph'));
alter table sensor add constraint sensor_state_check
  check (state in ('idle', 'active', 'done', 'failing'));
create index sensor_due_idx on sensor (next_fire_at) where next_fire_at is not null and enabled;

comment on column sensor.next_fire_at is 'When a timer fires next; null for other sensors and when it is done.';
comment on column sensor.last_event is 'event.id. No foreign key: dangles after the event fell to retention.';

-- A tail of resolutions reads on from a moment.
create index enforcement_resolved_idx on enforcement (resolved_at, id) where resolved_at is not null;

insert into sensor (ref, label, description, origin, trigger_ref, entrypoint)
values
  ('core.api', 'Events sent to the API', 'POST /api/v1/events without a source_ref.', 'builtin', 'core.event', 'api'),
  ('core.graph', 'Changes of the graphs', 'Moves what changed in every codebase to the history, as events.', 'builtin', 'graph.indexed', 'graph');

insert into trigger (ref, label, description, origin)
values
  ('core.event', 'Event', 'Anything that a client sends without a trigger of its own.', 'builtin'),
  ('core.timer', 'Timer', 'A timer fired.', 'builtin'),
  ('core.webhook', 'Webhook', 'A webhook was called.', 'builtin')
on conflict (ref) do update set
  label = excluded.label, description = excluded.description, origin = excluded.origin;

update sensor s set trigger = t.id from trigger t where t.ref = s.trigger_ref and s.trigger is null;

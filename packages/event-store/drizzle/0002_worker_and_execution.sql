-- Workers, and executions: a plain table that is also the queue.

create table worker (
  id bigserial primary key,
  name text not null,
  worker_type text not null default 'local',
  worker_role text not null default 'action',
  status text not null default 'active',
  host text,
  port integer,
  capabilities jsonb not null default '{}',
  meta jsonb not null default '{}',
  cordoned boolean not null default false,
  cordon_reason text,
  last_heartbeat timestamptz,
  created timestamptz not null default clock_timestamp(),
  updated timestamptz not null default clock_timestamp(),
  constraint worker_name_key unique (name),
  constraint worker_name_check check (name ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$'),
  constraint worker_type_check check (worker_type in ('local', 'remote', 'container')),
  constraint worker_role_check check (worker_role in ('action', 'sensor')),
  constraint worker_status_check check (status in ('active', 'inactive', 'busy', 'error')),
  constraint worker_port_check check (port between 1 and 65535)
);

create index worker_created_idx on worker (created desc, id desc);

create trigger update_worker_updated before update on worker
  for each row execute function clew_internal.set_updated();

create table execution (
  id bigserial primary key,
  action bigint,
  action_ref text not null,
  config jsonb not null default '{}',
  parent bigint,
  enforcement bigint,
  status text not null default 'requested',
  priority integer not null default 0,
  -- Counts the claims; the number of the current claim is its fencing token.
  attempt integer not null default 0,
  max_attempts integer not null default 1,
  timeout_seconds integer not null default 300,
  available_at timestamptz not null default clock_timestamp(),
  worker bigint,
  lease_expires_at timestamptz,
  heartbeat_at timestamptz,
  cancel_requested_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  progress jsonb,
  result jsonb,
  error text,
  created timestamptz not null default clock_timestamp(),
  updated timestamptz not null default clock_timestamp(),
  constraint execution_action_fkey foreign key (action) references action (id) on delete set null,
  constraint execution_parent_fkey foreign key (parent) references execution (id) on delete set null,
  constraint execution_enforcement_fkey
    foreign key (enforcement) references enforcement (id) on delete set null,
  constraint execution_worker_fkey foreign key (worker) references worker (id) on delete set null,
  constraint execution_action_ref_check
    check (action_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(action_ref) <= 255),
  constraint execution_status_check check (status in
    ('requested', 'scheduled', 'running', 'completed', 'failed', 'canceling', 'cancelled', 'timeout',
     'abandoned')),
  constraint execution_attempt_check check (attempt between 0 and max_attempts),
  constraint execution_max_attempts_check check (max_attempts between 1 and 100),
  constraint execution_timeout_check check (timeout_seconds between 1 and 86400),
  constraint execution_lease_check
    check ((status in ('running', 'canceling')) = (lease_expires_at is not null)),
  constraint execution_finished_check
    check ((status in ('completed', 'failed', 'cancelled', 'timeout', 'abandoned'))
           = (finished_at is not null))
)
-- Every row is updated a few times within minutes and the queue's index must stay small.
with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

create index execution_queue_idx on execution (priority desc, available_at, id)
  where status in ('requested', 'scheduled');
create index execution_lease_idx on execution (lease_expires_at)
  where status in ('running', 'canceling');
create index execution_finished_idx on execution (finished_at) where finished_at is not null;
create index execution_created_idx on execution (created desc, id desc);
create index execution_action_ref_idx on execution (action_ref, created desc, id desc);
create index execution_status_idx on execution (status, created desc, id desc);
create index execution_action_idx on execution (action);
create index execution_parent_idx on execution (parent) where parent is not null;
create index execution_worker_idx on execution (worker) where worker is not null;

-- An enforcement starts at most one execution; what that one starts has a parent.
create unique index execution_enforcement_key on execution (enforcement)
  where enforcement is not null and parent is null;

create trigger update_execution_updated before update on execution
  for each row execute function clew_internal.set_updated();

-- Triggers, sensors, actions and rules: small plain tables that people edit.
-- `clew_internal` holds what is not data: the migration journal, functions and sequences.

create schema if not exists clew_internal;

create function clew_internal.set_updated() returns trigger language plpgsql as $$
begin
  new.updated := clock_timestamp();
  return new;
end
$$;

create function clew_internal.refuse_update() returns trigger language plpgsql as $$
begin
  raise exception '% rows are immutable: they can be inserted and deleted, never updated', tg_argv[0]
    using errcode = 'restrict_violation';
end
$$;

create table trigger (
  id bigserial primary key,
  ref text not null,
  label text not null,
  description text,
  enabled boolean not null default true,
  origin text not null default 'api',
  param_schema jsonb,
  out_schema jsonb,
  webhook_enabled boolean not null default false,
  webhook_key text,
  webhook_config jsonb not null default '{}',
  created timestamptz not null default clock_timestamp(),
  updated timestamptz not null default clock_timestamp(),
  constraint trigger_ref_key unique (ref),
  constraint trigger_webhook_key_key unique (webhook_key),
  constraint trigger_ref_check check (ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(ref) <= 255),
  constraint trigger_origin_check check (origin in ('builtin', 'file', 'api'))
);

create trigger update_trigger_updated before update on trigger
  for each row execute function clew_internal.set_updated();

create table sensor (
  id bigserial primary key,
  ref text not null,
  label text not null,
  description text,
  enabled boolean not null default true,
  origin text not null default 'api',
  trigger bigint,
  trigger_ref text not null,
  entrypoint text not null,
  config jsonb not null default '{}',
  created timestamptz not null default clock_timestamp(),
  updated timestamptz not null default clock_timestamp(),
  constraint sensor_ref_key unique (ref),
  constraint sensor_trigger_fkey foreign key (trigger) references trigger (id) on delete set null,
  constraint sensor_ref_check check (ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(ref) <= 255),
  constraint sensor_trigger_ref_check
    check (trigger_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(trigger_ref) <= 255),
  constraint sensor_origin_check check (origin in ('builtin', 'file', 'api'))
);

create index sensor_trigger_idx on sensor (trigger);

create trigger update_sensor_updated before update on sensor
  for each row execute function clew_internal.set_updated();

create table action (
  id bigserial primary key,
  ref text not null,
  label text not null,
  description text,
  enabled boolean not null default true,
  origin text not null default 'api',
  runner text not null,
  config jsonb not null default '{}',
  param_schema jsonb,
  out_schema jsonb,
  timeout_seconds integer not null default 300,
  max_attempts integer not null default 1,
  created timestamptz not null default clock_timestamp(),
  updated timestamptz not null default clock_timestamp(),
  constraint action_ref_key unique (ref),
  constraint action_ref_check check (ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(ref) <= 255),
  constraint action_origin_check check (origin in ('builtin', 'file', 'api')),
  constraint action_runner_check check (runner in ('log', 'http', 'process', 'index', 'webhook_out')),
  -- A definition that starts programs may come from files on disk only, never from the network.
  constraint action_process_check check (runner <> 'process' or origin <> 'api'),
  constraint action_timeout_check check (timeout_seconds between 1 and 86400),
  constraint action_attempts_check check (max_attempts between 1 and 100)
);

create trigger update_action_updated before update on action
  for each row execute function clew_internal.set_updated();

create table rule (
  id bigserial primary key,
  ref text not null,
  version integer not null default 1,
  label text not null,
  description text,
  enabled boolean not null default true,
  origin text not null default 'api',
  codebase text,
  trigger bigint,
  trigger_ref text not null,
  trigger_params jsonb not null default '{}',
  condition_expression text,
  action bigint,
  action_ref text not null,
  action_params jsonb not null default '{}',
  created timestamptz not null default clock_timestamp(),
  updated timestamptz not null default clock_timestamp(),
  constraint rule_ref_key unique (ref),
  constraint rule_trigger_fkey foreign key (trigger) references trigger (id) on delete set null,
  constraint rule_action_fkey foreign key (action) references action (id) on delete set null,
  constraint rule_ref_check check (ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(ref) <= 255),
  constraint rule_trigger_ref_check
    check (trigger_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(trigger_ref) <= 255),
  constraint rule_action_ref_check
    check (action_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(action_ref) <= 255),
  constraint rule_origin_check check (origin in ('builtin', 'file', 'api')),
  constraint rule_version_check check (version >= 1)
);

create index rule_trigger_idx on rule (trigger);
create index rule_trigger_ref_idx on rule (trigger_ref) where enabled;
create index rule_action_idx on rule (action);
create index rule_codebase_idx on rule (codebase) where codebase is not null;

-- What a rule said at each version. It outlives the rule, so that an old enforcement can be explained.
create table rule_version (
  rule bigint not null,
  version integer not null,
  rule_ref text not null,
  trigger_ref text not null,
  trigger_params jsonb not null,
  condition_expression text,
  action_ref text not null,
  action_params jsonb not null,
  created timestamptz not null default clock_timestamp(),
  constraint rule_version_pkey primary key (rule, version)
);

create index rule_version_rule_ref_idx on rule_version (rule_ref, version);

create trigger rule_version_immutable before update on rule_version
  for each statement execute function clew_internal.refuse_update('rule_version');

-- A save that changes what the rule does is a new version; labels and switching on or off are not.
create function clew_internal.number_rule_version() returns trigger language plpgsql as $$
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
$$;

create function clew_internal.keep_rule_version() returns trigger language plpgsql as $$
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
$$;

create trigger number_rule_version before update on rule
  for each row execute function clew_internal.number_rule_version();

create trigger keep_rule_version after insert or update on rule
  for each row execute function clew_internal.keep_rule_version();

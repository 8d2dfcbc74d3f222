-- Events and enforcements as plain tables: what happened, and which rule matched it.

create table event (
  id bigserial,
  trigger bigint,
  trigger_ref text not null,
  config jsonb,
  payload jsonb,
  source bigint,
  source_ref text,
  rule bigint,
  rule_ref text,
  created timestamptz not null default now(),
  updated timestamptz not null default now(),
  constraint event_pkey primary key (id),
  constraint event_trigger_fkey foreign key (trigger) references trigger (id) on delete set null,
  constraint event_source_fkey foreign key (source) references sensor (id) on delete set null,
  constraint event_rule_fkey foreign key (rule) references rule (id) on delete set null,
  constraint event_trigger_ref_check
    check (trigger_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(trigger_ref) <= 255)
);

create index event_trigger_ref_idx on event (trigger_ref);
create index event_created_idx on event (created desc);

create trigger update_event_updated before update on event
  for each row execute function clew_internal.set_updated();

create table enforcement (
  id bigserial,
  rule bigint,
  rule_ref text not null,
  trigger_ref text not null,
  config jsonb,
  event bigint,
  status text not null default 'created',
  payload jsonb not null default '{}',
  condition text not null default 'all',
  conditions jsonb not null default '[]',
  created timestamptz not null default now(),
  updated timestamptz not null default now(),
  constraint enforcement_pkey primary key (id),
  constraint enforcement_rule_fkey foreign key (rule) references rule (id) on delete set null,
  constraint enforcement_event_fkey foreign key (event) references event (id) on delete set null,
  constraint enforcement_rule_ref_check
    check (rule_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(rule_ref) <= 255),
  constraint enforcement_trigger_ref_check
    check (trigger_ref ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and length(trigger_ref) <= 255),
  constraint enforcement_status_check check (status in ('created', 'processed', 'disabled')),
  constraint enforcement_condition_check check (condition in ('any', 'all'))
);

create index enforcement_rule_ref_idx on enforcement (rule_ref);
create index enforcement_event_idx on enforcement (event);
create index enforcement_created_idx on enforcement (created desc);

create trigger update_enforcement_updated before update on enforcement
  for each row execute function clew_internal.set_updated();

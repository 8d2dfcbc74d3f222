-- The schema as it was before foreign keys cascaded: text keys, no actions, nothing cleaned up.
-- A database made by that system is adopted at this point and migrated onwards with its data.

create table symbols (
  id integer primary key,
  fqn text not null unique,
  kind text not null,
  name text not null,
  file_path text,
  line_number integer,
  modifiers text,
  signature text,
  parent_fqn text,
  annotations text,
  created_at timestamp default current_timestamp,
  updated_at timestamp default current_timestamp
);

create table edges (
  id integer primary key,
  from_fqn text not null,
  to_fqn text not null,
  relation text not null,
  metadata text,
  foreign key (from_fqn) references symbols (fqn),
  foreign key (to_fqn) references symbols (fqn)
);

create index idx_edges_from on edges (from_fqn);
create index idx_edges_to on edges (to_fqn);
create index idx_edges_relation on edges (relation);

create table entry_points (
  id integer primary key,
  symbol_fqn text not null,
  entry_type text not null,
  http_method text,
  http_path text,
  cron_expression text,
  mq_queue text,
  foreign key (symbol_fqn) references symbols (fqn)
);

create table external_dependencies (
  id integer primary key,
  caller_fqn text not null,
  dependency_type text not null,
  target text,
  strength text default 'strong',
  foreign key (caller_fqn) references symbols (fqn)
);

create table anti_patterns (
  id integer primary key,
  rule_id text not null,
  from_fqn text not null,
  to_fqn text,
  severity text,
  message text,
  detected_at timestamp default current_timestamp
);

create table summaries (
  id integer primary key,
  target_fqn text not null,
  level text,
  summary text,
  vector_id text,
  is_stale boolean default 0,
  created_at timestamp default current_timestamp,
  updated_at timestamp default current_timestamp,
  foreign key (target_fqn) references symbols (fqn)
);

create table glossary (
  id integer primary key,
  code_term text not null,
  business_meaning text,
  synonyms text,
  source_fqn text,
  vector_id text,
  created_at timestamp default current_timestamp,
  foreign key (source_fqn) references symbols (fqn)
);

create table constraints (
  id integer primary key,
  name text not null,
  description text,
  source_fqn text,
  source_line integer,
  constraint_type text,
  vector_id text,
  created_at timestamp default current_timestamp,
  foreign key (source_fqn) references symbols (fqn)
);

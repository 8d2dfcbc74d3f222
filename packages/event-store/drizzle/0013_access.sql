-- Who may use the API, and what was done with it.

create table token (
  id bigint not null default clew_internal.mint_id(),
  name text not null,
  -- The first characters, to tell tokens apart in lists and logs.
  prefix text not null,
  -- SHA-256 of the token, which is random: nothing to slow down, and nobody can read it back.
  hash bytea not null,
  scopes text[] not null,
  created timestamptz not null default clock_timestamp(),
  created_by text,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint token_pkey primary key (id),
  constraint token_hash_key unique (hash),
  constraint token_name_check check (length(name) between 1 and 100),
  constraint token_hash_check check (octet_length(hash) = 32),
  constraint token_scopes_check
    check (scopes <@ array['read', 'write', 'admin'] and cardinality(scopes) between 1 and 3)
);

-- A name can be given again after its token was revoked.
create unique index token_name_key on token (name) where revoked_at is null;
create index token_created_idx on token (created desc, id desc);

create table audit (
  time timestamptz not null default clock_timestamp(),
  id bigint not null default clew_internal.mint_id(),
  -- The name of the token, or `anonymous`.
  actor text not null,
  token bigint,
  -- The operation of the API, such as `createRule`.
  operation text not null,
  outcome text not null,
  status integer not null,
  -- The address of what it was done to, without its query.
  path text not null,
  request_id text not null,
  address text,
  detail text,
  constraint audit_pkey primary key (id, time),
  constraint audit_outcome_check check (outcome in ('success', 'failure', 'denied'))
);

create index audit_time_idx on audit (time desc, id desc);
create index audit_actor_idx on audit (actor, time desc, id desc);

select create_hypertable('audit', by_range('time', interval '7 days'),
  create_default_indexes => false);
create trigger audit_immutable before update on audit
  for each statement execute function clew_internal.refuse_update('audit');
alter table audit set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'operation', timescaledb.orderby = 'time desc, id desc');
call add_columnstore_policy('audit', after => interval '7 days');
select add_retention_policy('audit', drop_after => interval '365 days');

-- Claims have numbers of their own, apart from the attempts that count, and what a run writes can be
-- read while it goes on.

-- Its argument is a row of the table, and some servers add no column while a function says so.
drop function clew_internal.execution_fields(execution);

alter table execution add column fencing_token integer not null default 0;

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
    ('fencing_token', to_jsonb(e.fencing_token)),
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

-- So far every claim was an attempt. Nothing happened to these executions, so no trigger is to tell.
alter table execution disable trigger user;
update execution set fencing_token = attempt where attempt > 0;
alter table execution enable trigger user;

alter table execution add constraint execution_fencing_token_check check (fencing_token >= attempt);

comment on column execution.fencing_token is
  'Counts the claims and only grows; what a worker writes must carry the number of its claim.';
comment on column execution.attempt is
  'Counts the claims that used up an attempt: one that a worker handed back does not.';

-- The beginning of what a run writes, in pieces as they come. The result has more of it in the end, so
-- this is kept only for as long as somebody may follow.
create table execution_output (
  time timestamptz not null default clock_timestamp(),
  id bigint not null default clew_internal.mint_id(),
  execution bigint not null,
  action_ref text not null,
  -- Of the claim whose run wrote it.
  fencing_token integer not null,
  stream text not null,
  -- How many characters of the stream come before.
  position integer not null,
  text text not null,
  constraint execution_output_pkey primary key (id, time),
  constraint execution_output_stream_check check (stream in ('stdout', 'stderr')),
  constraint execution_output_position_check check (position >= 0)
);

create index execution_output_time_idx on execution_output (time desc, id desc);
create index execution_output_execution_idx on execution_output (execution, time desc, id desc);

select create_hypertable('execution_output', by_range('time', interval '1 day'),
  create_default_indexes => false);
create trigger execution_output_immutable before update on execution_output
  for each statement execute function clew_internal.refuse_update('execution_output');
select add_retention_policy('execution_output', drop_after => interval '7 days');

comment on table execution_output is 'What runs have written so far. Immutable; kept for 7 days.';
comment on column execution_output.execution is 'execution.id. No foreign key: goes by retention alone.';

create function clew_internal.notify_execution_output_written() returns trigger language plpgsql as $$
begin
  perform pg_notify('execution_output_written', '');
  return null;
end
$$;

create trigger notify_execution_output_written after insert on execution_output
  for each statement execute function clew_internal.notify_execution_output_written();

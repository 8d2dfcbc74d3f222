-- What changed in the graphs, moved here from each codebase's outbox. `seq` is the outbox's own
-- number, so a change that is moved twice collides.

create table graph_history (
  time timestamptz not null,
  codebase text not null,
  seq bigint not null,
  revision bigint not null,
  op text not null,
  entity text not null,
  entity_ref text not null,
  old_values jsonb,
  new_values jsonb,
  constraint graph_history_pkey primary key (codebase, seq, time),
  constraint graph_history_op_check check (op in ('INSERT', 'UPDATE', 'DELETE'))
);

create index graph_history_time_idx on graph_history (time desc, codebase, seq desc);
create index graph_history_entity_ref_idx on graph_history (codebase, entity_ref, time desc, seq desc);

select create_hypertable('graph_history', by_range('time', interval '7 days'),
  create_default_indexes => false);
alter table graph_history set (timescaledb.enable_columnstore,
  timescaledb.segmentby = 'codebase', timescaledb.orderby = 'seq desc');
call add_columnstore_policy('graph_history', after => interval '7 days');
select add_retention_policy('graph_history', drop_after => interval '365 days');

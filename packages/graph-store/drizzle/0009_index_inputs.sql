-- What the facts were derived from, written with them in one transaction, so that a later run can tell
-- from the sources alone which facts may have changed. Not part of the graph: a graph of an earlier
-- moment has none.
create table index_inputs (
  path text primary key not null,
  kind text not null,
  content_hash text not null,
  derivation_hash text,
  constraint index_inputs_kind check (kind in ('source', 'failed', 'module', 'environment'))
) strict;

-- A symbol that somebody removes, restores or renames is no longer what its file says; the next run is
-- to read that file again. Index runs change symbols too, but write their inputs afterwards.
create trigger symbols_update_index_inputs after update of fqn, deleted_at on symbols
when new.file_id is not null and (new.fqn is not old.fqn or new.deleted_at is not old.deleted_at)
begin
  delete from index_inputs where path = (select path from files where id = new.file_id);
end;

create trigger symbols_delete_index_inputs after delete on symbols
when old.file_id is not null and old.deleted_at is null
begin
  delete from index_inputs where path = (select path from files where id = old.file_id);
end;

-- Who asks for a symbol by a name that it had is told the one that it has now, also when the changes have
-- left the outbox. Such rows are no knowledge about a symbol: they go with it by a trigger, and no deletion
-- counts them.
create table former_names (
  fqn text not null,
  symbol_id integer not null,
  renamed_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  primary key (fqn, symbol_id)
) strict;

create index idx_former_names_symbol on former_names (symbol_id);

insert into former_names (fqn, symbol_id, renamed_at)
select c.old ->> 'fqn', c.entity_id, max(c.created_at)
from graph_changes c join symbols s on s.id = c.entity_id and s.created_at = c.new ->> 'created_at'
where c.entity = 'symbol' and c.op = 'update' and c.old ->> 'fqn' <> c.new ->> 'fqn'
group by 1, 2;

-- A graph that is wound back records no changes, and takes no names back.
create trigger symbols_former_name after update of fqn on symbols
when old.fqn is not new.fqn and (select enabled from change_recording where id = 1)
begin
  insert into former_names (fqn, symbol_id) values (old.fqn, new.id)
  on conflict (fqn, symbol_id) do update set renamed_at = excluded.renamed_at;
end;

create trigger symbols_former_name_delete after delete on symbols
begin
  delete from former_names where symbol_id = old.id;
end;

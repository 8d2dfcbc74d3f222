-- A symbol that vanished from its file keeps its row for a while: incoming edges show up as broken
-- references, and what people wrote about it survives if it comes back. The file that held it keeps
-- its row as long, because deleting a file deletes the symbols in it.
alter table files add column deleted_at text;
alter table symbols add column deleted_at text;

-- Readers see these rows only.
create index idx_symbols_active on symbols (fqn) where deleted_at is null;
-- The purge asks for these, oldest first; most graphs hold few.
create index idx_symbols_deleted on symbols (deleted_at) where deleted_at is not null;
create index idx_files_deleted on files (deleted_at) where deleted_at is not null;

create view active_files as
select * from files where deleted_at is null;

create view active_symbols as
select * from symbols where deleted_at is null;

create view active_edges as
select e.*
from edges e
join symbols f on f.id = e.from_id and f.deleted_at is null
join symbols t on t.id = e.to_id and t.deleted_at is null;

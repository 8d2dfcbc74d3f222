-- A text about a symbol is stale from the moment on in which the symbol has another source than it was
-- written from, and fresh again when that source is back, whoever changes the symbol: the database says so
-- itself. Texts about packages and the like, which have no source of their own, are told by what they hold
-- (`members:…`); whoever changes symbols looks at those, found by an index, at the end.
create index idx_summaries_members on summaries (source_hash)
where source_hash between 'members:' and 'members:~';
create index idx_glossary_members on glossary (source_hash)
where source_hash between 'members:' and 'members:~';
create index idx_constraints_members on constraints (source_hash)
where source_hash between 'members:' and 'members:~';

create trigger symbols_stale_knowledge after update of body_hash, shape_hash on symbols
when coalesce(old.body_hash, old.shape_hash) is not coalesce(new.body_hash, new.shape_hash)
begin
  update summaries set is_stale = (source_hash is not coalesce(new.body_hash, new.shape_hash))
  where target_id = new.id and source_hash is not null
    and is_stale <> (source_hash is not coalesce(new.body_hash, new.shape_hash));
  update glossary set is_stale = (source_hash is not coalesce(new.body_hash, new.shape_hash))
  where source_id = new.id and source_hash is not null
    and is_stale <> (source_hash is not coalesce(new.body_hash, new.shape_hash));
  update constraints set is_stale = (source_hash is not coalesce(new.body_hash, new.shape_hash))
  where source_id = new.id and source_hash is not null
    and is_stale <> (source_hash is not coalesce(new.body_hash, new.shape_hash));
end;

update summaries set is_stale = not is_stale
where source_hash is not null and exists (
  select 1 from symbols s
  where s.id = target_id and coalesce(s.body_hash, s.shape_hash) is not null
    and is_stale <> (source_hash <> coalesce(s.body_hash, s.shape_hash)));

-- Searching a hundred thousand names by a part of them took a scan; now an index of trigrams names the
-- few symbols that can match, and these are looked at. Positions are not kept: what matches is read
-- again in any case, to rank it, and the index is a quarter of the size.
create virtual table symbol_search using fts5 (
  names, signature, summaries,
  content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none'
);

insert into symbol_search (rowid, names, signature, summaries)
select s.id,
  case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end,
  s.signature,
  (select group_concat(m.summary, ' ') from summaries m where m.target_id = s.id)
from symbols s;

create trigger symbols_search_insert after insert on symbols
begin
  insert into symbol_search (rowid, names, signature, summaries)
  values (new.id, case when instr(new.fqn, new.name) then new.fqn else new.fqn || ' ' || new.name end, new.signature, null);
end;

create trigger symbols_search_update after update of fqn, name, signature on symbols
when old.fqn is not new.fqn or old.name is not new.name or old.signature is not new.signature
begin
  update symbol_search
  set names = case when instr(new.fqn, new.name) then new.fqn else new.fqn || ' ' || new.name end,
    signature = new.signature,
    summaries = (select group_concat(m.summary, ' ') from summaries m where m.target_id = new.id)
  where rowid = new.id;
end;

create trigger symbols_search_delete after delete on symbols
begin
  delete from symbol_search where rowid = old.id;
end;

create trigger summaries_search_insert after insert on summaries
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select group_concat(m.summary, ' ') from summaries m where m.target_id = s.id)
    from symbols s where s.id = new.target_id)
  where rowid = new.target_id;
end;

create trigger summaries_search_update after update of target_id, summary on summaries
when old.target_id is not new.target_id or old.summary is not new.summary
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select group_concat(m.summary, ' ') from summaries m where m.target_id = s.id)
    from symbols s where s.id = symbol_search.rowid)
  where rowid in (old.target_id, new.target_id);
end;

-- A summary that goes with its symbol finds no row any more.
create trigger summaries_search_delete after delete on summaries
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select group_concat(m.summary, ' ') from summaries m where m.target_id = s.id)
    from symbols s where s.id = old.target_id)
  where rowid = old.target_id and exists (select 1 from symbols where id = old.target_id);
end;

-- A search looked at every symbol that the index of trigrams named, to rank them: ten thousand names that
-- hold a word took forty milliseconds. Now the number of a row in the indexes says where its symbol comes
-- among the others, those of the project first, then the shorter name, so a search can stop at a full page.
-- Names, fully qualified names and all words have an index each, for a search looks in this order.
drop trigger symbols_search_insert;
drop trigger symbols_search_update;
drop trigger symbols_search_delete;
drop trigger summaries_search_insert;
drop trigger summaries_search_update;
drop trigger summaries_search_delete;
drop trigger glossary_search_insert;
drop trigger glossary_search_update;
drop trigger glossary_search_delete;
drop table symbol_search;

create virtual table symbol_search_name using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none'
);

create virtual table symbol_search_fqn using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none'
);

create virtual table symbol_search_text using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none'
);

-- What is indexed of a symbol, and where. A name is between two marks at its beginning and one at its end;
-- a name with capitals follows again with two marks before each of them. So the trigrams of `\2\2ge` find
-- the names that begin with `ge`, and those of `\3\3gr` the names with a word that does.
create view symbol_search_entry as
select s.id,
  ((s.origin <> 'project') << 50) | (case when length(s.name) < 1023 then length(s.name) else 1023 end << 40) | s.id as place,
  char(2, 2) || s.name || char(4) || iif(s.name glob '*[A-Z]*',
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(s.name, 'A', char(3, 3, 65)), 'B', char(3, 3, 66)), 'C', char(3, 3, 67)), 'D', char(3, 3, 68)), 'E', char(3, 3, 69)), 'F', char(3, 3, 70)), 'G', char(3, 3, 71)), 'H', char(3, 3, 72)), 'I', char(3, 3, 73)), 'J', char(3, 3, 74)), 'K', char(3, 3, 75)), 'L', char(3, 3, 76)), 'M', char(3, 3, 77)), 'N', char(3, 3, 78)), 'O', char(3, 3, 79)), 'P', char(3, 3, 80)), 'Q', char(3, 3, 81)), 'R', char(3, 3, 82)), 'S', char(3, 3, 83)), 'T', char(3, 3, 84)), 'U', char(3, 3, 85)), 'V', char(3, 3, 86)), 'W', char(3, 3, 87)), 'X', char(3, 3, 88)), 'Y', char(3, 3, 89)), 'Z', char(3, 3, 90)), '') as name,
  s.fqn as fqn,
  concat_ws(' ', s.fqn, s.signature, (select w.words from symbol_words w where w.id = s.id)) as text
from symbols s;

create index idx_symbols_place on symbols (((origin <> 'project') << 50) | (case when length(name) < 1023 then length(name) else 1023 end << 40) | id, kind, name) where deleted_at is null;

insert into symbol_search_name (rowid, text) select place, name from symbol_search_entry order by place;
insert into symbol_search_fqn (rowid, text) select place, fqn from symbol_search_entry order by place;
insert into symbol_search_text (rowid, text) select place, text from symbol_search_entry order by place;

-- Who changes many symbols in one transaction sets `deferred`, and brings the indexes up to date at the end:
-- row by row, in no order of their places, that takes six times as long.
create table symbol_search_state (
  id integer primary key constraint symbol_search_state_single_row check (id = 1),
  deferred integer not null default 0 constraint symbol_search_state_deferred check (deferred in (0, 1))
) strict;

insert into symbol_search_state (id) values (1);

-- Symbols that changed, and the places where the indexes still have them; empty outside of a transaction.
create table symbol_search_change (id integer not null, place integer) strict;

create trigger symbol_search_change_follow after insert on symbol_search_change
when (select deferred from symbol_search_state where id = 1) = 0
begin
  delete from symbol_search_name where rowid = new.place;
  delete from symbol_search_fqn where rowid = new.place;
  delete from symbol_search_text where rowid = new.place;
  insert into symbol_search_name (rowid, text) select place, name from symbol_search_entry where id = new.id;
  insert into symbol_search_fqn (rowid, text) select place, fqn from symbol_search_entry where id = new.id;
  insert into symbol_search_text (rowid, text) select place, text from symbol_search_entry where id = new.id;
  delete from symbol_search_change;
end;

create trigger symbols_search_insert after insert on symbols
begin
  insert into symbol_search_change (id) values (new.id);
end;

create trigger symbols_search_update after update of fqn, name, origin, signature on symbols
when old.fqn is not new.fqn or old.name is not new.name or old.origin is not new.origin or old.signature is not new.signature
begin
  insert into symbol_search_change (id, place) values (new.id, ((old.origin <> 'project') << 50) | (case when length(old.name) < 1023 then length(old.name) else 1023 end << 40) | old.id);
end;

create trigger symbols_search_delete after delete on symbols
begin
  insert into symbol_search_change (id, place) values (old.id, ((old.origin <> 'project') << 50) | (case when length(old.name) < 1023 then length(old.name) else 1023 end << 40) | old.id);
end;

create trigger summaries_search_insert after insert on summaries
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id = new.target_id;
end;

create trigger summaries_search_update after update of target_id, summary on summaries
when old.target_id is not new.target_id or old.summary is not new.summary
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id in (old.target_id, new.target_id);
end;

-- What goes with its symbol finds no row any more.
create trigger summaries_search_delete after delete on summaries
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id = old.target_id;
end;

create trigger glossary_search_insert after insert on glossary
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id = new.source_id;
end;

create trigger glossary_search_update after update of source_id, code_term, business_meaning, synonyms on glossary
when old.source_id is not new.source_id or old.code_term is not new.code_term
  or old.business_meaning is not new.business_meaning or old.synonyms is not new.synonyms
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id in (old.source_id, new.source_id);
end;

create trigger glossary_search_delete after delete on glossary
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id = old.source_id;
end;

-- Terms and constraints of a symbol are about its source as much as summaries are: they say which
-- source that was, so that who reads them is told when it has changed since, and who writes them late
-- overwrites nothing.
alter table glossary add column source_hash text;
alter table glossary add column is_stale integer not null default 0 constraint glossary_is_stale check (is_stale in (0, 1));
alter table constraints add column source_hash text;
alter table constraints add column is_stale integer not null default 0 constraint constraints_is_stale check (is_stale in (0, 1));

drop trigger glossary_record_insert;
drop trigger glossary_record_update;
drop trigger glossary_record_delete;
drop trigger constraints_record_insert;
drop trigger constraints_record_update;
drop trigger constraints_record_delete;

create trigger glossary_record_insert after insert on glossary
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'glossary', new.id, 'insert', json_object(
      'id', new.id,
      'code_term', new.code_term,
      'business_meaning', new.business_meaning,
      'synonyms', json(new.synonyms),
      'source', (select fqn from symbols where id = new.source_id),
      'source_id', new.source_id,
      'source_hash', new.source_hash,
      'is_stale', new.is_stale,
      'created_at', new.created_at,
      'updated_at', new.updated_at
    );
end;

create trigger glossary_record_update after update of code_term, business_meaning, synonyms, source_id, source_hash, is_stale on glossary
when (select enabled from change_recording where id = 1) and (old.code_term is not new.code_term or old.business_meaning is not new.business_meaning or old.synonyms is not new.synonyms or old.source_id is not new.source_id or old.source_hash is not new.source_hash or old.is_stale is not new.is_stale)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'glossary', new.id, 'update', json_object(
      'id', old.id,
      'code_term', old.code_term,
      'business_meaning', old.business_meaning,
      'synonyms', json(old.synonyms),
      'source', coalesce((select fqn from symbols where id = old.source_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.source_id order by c.seq desc limit 1)),
      'source_id', old.source_id,
      'source_hash', old.source_hash,
      'is_stale', old.is_stale,
      'created_at', old.created_at,
      'updated_at', old.updated_at
    ), json_object(
      'id', new.id,
      'code_term', new.code_term,
      'business_meaning', new.business_meaning,
      'synonyms', json(new.synonyms),
      'source', (select fqn from symbols where id = new.source_id),
      'source_id', new.source_id,
      'source_hash', new.source_hash,
      'is_stale', new.is_stale,
      'created_at', new.created_at,
      'updated_at', new.updated_at
    );
end;

create trigger glossary_record_delete after delete on glossary
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'glossary', old.id, 'delete', json_object(
      'id', old.id,
      'code_term', old.code_term,
      'business_meaning', old.business_meaning,
      'synonyms', json(old.synonyms),
      'source', coalesce((select fqn from symbols where id = old.source_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.source_id order by c.seq desc limit 1)),
      'source_id', old.source_id,
      'source_hash', old.source_hash,
      'is_stale', old.is_stale,
      'created_at', old.created_at,
      'updated_at', old.updated_at
    );
end;

create trigger constraints_record_insert after insert on constraints
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'constraint', new.id, 'insert', json_object(
      'id', new.id,
      'name', new.name,
      'description', new.description,
      'constraint_type', new.constraint_type,
      'source', (select fqn from symbols where id = new.source_id),
      'source_id', new.source_id,
      'source_line', new.source_line,
      'source_hash', new.source_hash,
      'is_stale', new.is_stale,
      'created_at', new.created_at,
      'updated_at', new.updated_at
    );
end;

create trigger constraints_record_update after update of name, description, constraint_type, source_id, source_line, source_hash, is_stale on constraints
when (select enabled from change_recording where id = 1) and (old.name is not new.name or old.description is not new.description or old.constraint_type is not new.constraint_type or old.source_id is not new.source_id or old.source_line is not new.source_line or old.source_hash is not new.source_hash or old.is_stale is not new.is_stale)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'constraint', new.id, 'update', json_object(
      'id', old.id,
      'name', old.name,
      'description', old.description,
      'constraint_type', old.constraint_type,
      'source', coalesce((select fqn from symbols where id = old.source_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.source_id order by c.seq desc limit 1)),
      'source_id', old.source_id,
      'source_line', old.source_line,
      'source_hash', old.source_hash,
      'is_stale', old.is_stale,
      'created_at', old.created_at,
      'updated_at', old.updated_at
    ), json_object(
      'id', new.id,
      'name', new.name,
      'description', new.description,
      'constraint_type', new.constraint_type,
      'source', (select fqn from symbols where id = new.source_id),
      'source_id', new.source_id,
      'source_line', new.source_line,
      'source_hash', new.source_hash,
      'is_stale', new.is_stale,
      'created_at', new.created_at,
      'updated_at', new.updated_at
    );
end;

create trigger constraints_record_delete after delete on constraints
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'constraint', old.id, 'delete', json_object(
      'id', old.id,
      'name', old.name,
      'description', old.description,
      'constraint_type', old.constraint_type,
      'source', coalesce((select fqn from symbols where id = old.source_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.source_id order by c.seq desc limit 1)),
      'source_id', old.source_id,
      'source_line', old.source_line,
      'source_hash', old.source_hash,
      'is_stale', old.is_stale,
      'created_at', old.created_at,
      'updated_at', old.updated_at
    );
end;

-- What people say about a symbol finds it: its summaries, and the words of the business for it.
create view symbol_words as
select s.id,
  nullif(concat_ws(' ',
    (select group_concat(m.summary, ' ') from summaries m where m.target_id = s.id),
    (select group_concat(concat_ws(' ', g.code_term, g.business_meaning,
        (select group_concat(y.value, ' ') from json_each(g.synonyms) y)), ' ')
      from glossary g where g.source_id = s.id)), '') as words
from symbols s;

drop trigger symbols_search_update;
drop trigger summaries_search_insert;
drop trigger summaries_search_update;
drop trigger summaries_search_delete;

create trigger symbols_search_update after update of fqn, name, signature on symbols
when old.fqn is not new.fqn or old.name is not new.name or old.signature is not new.signature
begin
  update symbol_search
  set names = case when instr(new.fqn, new.name) then new.fqn else new.fqn || ' ' || new.name end,
    signature = new.signature,
    summaries = (select w.words from symbol_words w where w.id = new.id)
  where rowid = new.id;
end;

create trigger summaries_search_insert after insert on summaries
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select w.words from symbol_words w where w.id = s.id)
    from symbols s where s.id = new.target_id)
  where rowid = new.target_id;
end;

create trigger summaries_search_update after update of target_id, summary on summaries
when old.target_id is not new.target_id or old.summary is not new.summary
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select w.words from symbol_words w where w.id = s.id)
    from symbols s where s.id = symbol_search.rowid)
  where rowid in (old.target_id, new.target_id);
end;

-- A summary that goes with its symbol finds no row any more; nor does a term.
create trigger summaries_search_delete after delete on summaries
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select w.words from symbol_words w where w.id = s.id)
    from symbols s where s.id = old.target_id)
  where rowid = old.target_id and exists (select 1 from symbols where id = old.target_id);
end;

create trigger glossary_search_insert after insert on glossary
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select w.words from symbol_words w where w.id = s.id)
    from symbols s where s.id = new.source_id)
  where rowid = new.source_id;
end;

create trigger glossary_search_update after update of source_id, code_term, business_meaning, synonyms on glossary
when old.source_id is not new.source_id or old.code_term is not new.code_term
  or old.business_meaning is not new.business_meaning or old.synonyms is not new.synonyms
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select w.words from symbol_words w where w.id = s.id)
    from symbols s where s.id = symbol_search.rowid)
  where rowid in (old.source_id, new.source_id);
end;

create trigger glossary_search_delete after delete on glossary
begin
  update symbol_search
  set (names, signature, summaries) = (
    select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
      (select w.words from symbol_words w where w.id = s.id)
    from symbols s where s.id = old.source_id)
  where rowid = old.source_id and exists (select 1 from symbols where id = old.source_id);
end;

update symbol_search
set (names, signature, summaries) = (
  select case when instr(s.fqn, s.name) then s.fqn else s.fqn || ' ' || s.name end, s.signature,
    (select w.words from symbol_words w where w.id = s.id)
  from symbols s where s.id = symbol_search.rowid)
where rowid in (select source_id from glossary);

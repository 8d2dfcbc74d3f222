-- The outbox of what changed, written by triggers in the transaction that changed it, also when a row
-- goes because of a foreign-key cascade. `change_recording` switches it: off while a codebase is
-- indexed for the first time, where every trigger costs one look at that single row.
create table change_recording (
  id integer primary key,
  enabled integer not null default 0,
  revision_id integer,
  constraint change_recording_single_row check (id = 1),
  constraint change_recording_enabled check (enabled in (0, 1))
) strict;

insert into change_recording (id, enabled) values (1, 0);

-- `old` and `new` are the row before and after, with names instead of ids where the names are known.
-- No foreign key leads out of here: a change outlives the row, and the revision, that it tells of.
create table graph_changes (
  seq integer primary key autoincrement,
  revision_id integer,
  entity text not null,
  entity_id integer not null,
  op text not null,
  old text,
  new text,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint graph_changes_entity check (entity in ('revision', 'symbol', 'edge', 'entry_point', 'external_dependency', 'anti_pattern', 'summary', 'glossary', 'constraint')),
  constraint graph_changes_op check (op in ('insert', 'update', 'delete')),
  constraint graph_changes_old check (json_valid(old)),
  constraint graph_changes_new check (json_valid(new)),
  constraint graph_changes_sides check ((op = 'insert') = (old is null) and (op = 'delete') = (new is null))
) strict;

-- A cascade deletes the symbol before the rows that point at it, so their triggers find its name in
-- the change that the symbol's own trigger wrote just before.
create index idx_graph_changes_deleted_symbol on graph_changes (entity_id, seq) where entity = 'symbol' and op = 'delete';

create trigger symbols_record_insert after insert on symbols
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'symbol', new.id, 'insert', json_object(
      'id', new.id,
      'fqn', new.fqn,
      'kind', new.kind,
      'name', new.name,
      'origin', new.origin,
      'package', new.package,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'parent', (select fqn from symbols where id = new.parent_id),
      'parent_id', new.parent_id,
      'start_line', new.start_line,
      'end_line', new.end_line,
      'signature', new.signature,
      'modifiers', json(new.modifiers),
      'annotations', json(new.annotations),
      'shape_hash', new.shape_hash,
      'body_hash', new.body_hash,
      'deleted_at', new.deleted_at
    );
end;

create trigger symbols_record_update after update of fqn, kind, name, origin, package, file_id, parent_id, signature, modifiers, annotations, shape_hash, body_hash, deleted_at on symbols
when (select enabled from change_recording where id = 1) and (old.fqn is not new.fqn or old.kind is not new.kind or old.name is not new.name or old.origin is not new.origin or old.package is not new.package or old.file_id is not new.file_id or old.parent_id is not new.parent_id or old.signature is not new.signature or old.modifiers is not new.modifiers or old.annotations is not new.annotations or old.shape_hash is not new.shape_hash or old.body_hash is not new.body_hash or old.deleted_at is not new.deleted_at)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'symbol', new.id, 'update', json_object(
      'id', old.id,
      'fqn', old.fqn,
      'kind', old.kind,
      'name', old.name,
      'origin', old.origin,
      'package', old.package,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'parent', coalesce((select fqn from symbols where id = old.parent_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.parent_id order by c.seq desc limit 1)),
      'parent_id', old.parent_id,
      'start_line', old.start_line,
      'end_line', old.end_line,
      'signature', old.signature,
      'modifiers', json(old.modifiers),
      'annotations', json(old.annotations),
      'shape_hash', old.shape_hash,
      'body_hash', old.body_hash,
      'deleted_at', old.deleted_at
    ), json_object(
      'id', new.id,
      'fqn', new.fqn,
      'kind', new.kind,
      'name', new.name,
      'origin', new.origin,
      'package', new.package,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'parent', (select fqn from symbols where id = new.parent_id),
      'parent_id', new.parent_id,
      'start_line', new.start_line,
      'end_line', new.end_line,
      'signature', new.signature,
      'modifiers', json(new.modifiers),
      'annotations', json(new.annotations),
      'shape_hash', new.shape_hash,
      'body_hash', new.body_hash,
      'deleted_at', new.deleted_at
    );
end;

-- Before, so that the rows which the cascade takes next find its name.
create trigger symbols_record_delete before delete on symbols
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'symbol', old.id, 'delete', json_object(
      'id', old.id,
      'fqn', old.fqn,
      'kind', old.kind,
      'name', old.name,
      'origin', old.origin,
      'package', old.package,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'parent', coalesce((select fqn from symbols where id = old.parent_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.parent_id order by c.seq desc limit 1)),
      'parent_id', old.parent_id,
      'start_line', old.start_line,
      'end_line', old.end_line,
      'signature', old.signature,
      'modifiers', json(old.modifiers),
      'annotations', json(old.annotations),
      'shape_hash', old.shape_hash,
      'body_hash', old.body_hash,
      'deleted_at', old.deleted_at
    );
end;

create trigger edges_record_insert after insert on edges
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'edge', new.id, 'insert', json_object(
      'id', new.id,
      'from', (select fqn from symbols where id = new.from_id),
      'from_id', new.from_id,
      'to', (select fqn from symbols where id = new.to_id),
      'to_id', new.to_id,
      'relation', (select name from relations where id = new.relation),
      'line', new.line,
      'file', (select path from files where id = new.file_id),
      'resolution', (select name from resolutions where id = new.resolution),
      'metadata', json(new.metadata)
    );
end;

create trigger edges_record_update after update of from_id, to_id, relation, file_id, resolution, metadata on edges
when (select enabled from change_recording where id = 1) and (old.from_id is not new.from_id or old.to_id is not new.to_id or old.relation is not new.relation or old.file_id is not new.file_id or old.resolution is not new.resolution or old.metadata is not new.metadata)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'edge', new.id, 'update', json_object(
      'id', old.id,
      'from', coalesce((select fqn from symbols where id = old.from_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.from_id order by c.seq desc limit 1)),
      'from_id', old.from_id,
      'to', coalesce((select fqn from symbols where id = old.to_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.to_id order by c.seq desc limit 1)),
      'to_id', old.to_id,
      'relation', (select name from relations where id = old.relation),
      'line', old.line,
      'file', (select path from files where id = old.file_id),
      'resolution', (select name from resolutions where id = old.resolution),
      'metadata', json(old.metadata)
    ), json_object(
      'id', new.id,
      'from', (select fqn from symbols where id = new.from_id),
      'from_id', new.from_id,
      'to', (select fqn from symbols where id = new.to_id),
      'to_id', new.to_id,
      'relation', (select name from relations where id = new.relation),
      'line', new.line,
      'file', (select path from files where id = new.file_id),
      'resolution', (select name from resolutions where id = new.resolution),
      'metadata', json(new.metadata)
    );
end;

create trigger edges_record_delete after delete on edges
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'edge', old.id, 'delete', json_object(
      'id', old.id,
      'from', coalesce((select fqn from symbols where id = old.from_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.from_id order by c.seq desc limit 1)),
      'from_id', old.from_id,
      'to', coalesce((select fqn from symbols where id = old.to_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.to_id order by c.seq desc limit 1)),
      'to_id', old.to_id,
      'relation', (select name from relations where id = old.relation),
      'line', old.line,
      'file', (select path from files where id = old.file_id),
      'resolution', (select name from resolutions where id = old.resolution),
      'metadata', json(old.metadata)
    );
end;

create trigger entry_points_record_insert after insert on entry_points
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'entry_point', new.id, 'insert', json_object(
      'id', new.id,
      'symbol', (select fqn from symbols where id = new.symbol_id),
      'symbol_id', new.symbol_id,
      'entry_type', new.entry_type,
      'http_method', new.http_method,
      'http_path', new.http_path,
      'cron_expression', new.cron_expression,
      'mq_queue', new.mq_queue
    );
end;

create trigger entry_points_record_update after update of symbol_id, entry_type, http_method, http_path, cron_expression, mq_queue on entry_points
when (select enabled from change_recording where id = 1) and (old.symbol_id is not new.symbol_id or old.entry_type is not new.entry_type or old.http_method is not new.http_method or old.http_path is not new.http_path or old.cron_expression is not new.cron_expression or old.mq_queue is not new.mq_queue)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'entry_point', new.id, 'update', json_object(
      'id', old.id,
      'symbol', coalesce((select fqn from symbols where id = old.symbol_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.symbol_id order by c.seq desc limit 1)),
      'symbol_id', old.symbol_id,
      'entry_type', old.entry_type,
      'http_method', old.http_method,
      'http_path', old.http_path,
      'cron_expression', old.cron_expression,
      'mq_queue', old.mq_queue
    ), json_object(
      'id', new.id,
      'symbol', (select fqn from symbols where id = new.symbol_id),
      'symbol_id', new.symbol_id,
      'entry_type', new.entry_type,
      'http_method', new.http_method,
      'http_path', new.http_path,
      'cron_expression', new.cron_expression,
      'mq_queue', new.mq_queue
    );
end;

create trigger entry_points_record_delete after delete on entry_points
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'entry_point', old.id, 'delete', json_object(
      'id', old.id,
      'symbol', coalesce((select fqn from symbols where id = old.symbol_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.symbol_id order by c.seq desc limit 1)),
      'symbol_id', old.symbol_id,
      'entry_type', old.entry_type,
      'http_method', old.http_method,
      'http_path', old.http_path,
      'cron_expression', old.cron_expression,
      'mq_queue', old.mq_queue
    );
end;

create trigger external_dependencies_record_insert after insert on external_dependencies
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'external_dependency', new.id, 'insert', json_object(
      'id', new.id,
      'caller', (select fqn from symbols where id = new.caller_id),
      'caller_id', new.caller_id,
      'dependency_type', new.dependency_type,
      'target', new.target,
      'strength', new.strength
    );
end;

create trigger external_dependencies_record_update after update of caller_id, dependency_type, target, strength on external_dependencies
when (select enabled from change_recording where id = 1) and (old.caller_id is not new.caller_id or old.dependency_type is not new.dependency_type or old.target is not new.target or old.strength is not new.strength)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'external_dependency', new.id, 'update', json_object(
      'id', old.id,
      'caller', coalesce((select fqn from symbols where id = old.caller_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.caller_id order by c.seq desc limit 1)),
      'caller_id', old.caller_id,
      'dependency_type', old.dependency_type,
      'target', old.target,
      'strength', old.strength
    ), json_object(
      'id', new.id,
      'caller', (select fqn from symbols where id = new.caller_id),
      'caller_id', new.caller_id,
      'dependency_type', new.dependency_type,
      'target', new.target,
      'strength', new.strength
    );
end;

create trigger external_dependencies_record_delete after delete on external_dependencies
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'external_dependency', old.id, 'delete', json_object(
      'id', old.id,
      'caller', coalesce((select fqn from symbols where id = old.caller_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.caller_id order by c.seq desc limit 1)),
      'caller_id', old.caller_id,
      'dependency_type', old.dependency_type,
      'target', old.target,
      'strength', old.strength
    );
end;

create trigger anti_patterns_record_insert after insert on anti_patterns
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'anti_pattern', new.id, 'insert', json_object(
      'id', new.id,
      'rule', new.rule,
      'from', (select fqn from symbols where id = new.from_id),
      'from_id', new.from_id,
      'to', (select fqn from symbols where id = new.to_id),
      'to_id', new.to_id,
      'severity', new.severity,
      'message', new.message,
      'detected_at', new.detected_at
    );
end;

create trigger anti_patterns_record_update after update of rule, from_id, to_id, severity, message on anti_patterns
when (select enabled from change_recording where id = 1) and (old.rule is not new.rule or old.from_id is not new.from_id or old.to_id is not new.to_id or old.severity is not new.severity or old.message is not new.message)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'anti_pattern', new.id, 'update', json_object(
      'id', old.id,
      'rule', old.rule,
      'from', coalesce((select fqn from symbols where id = old.from_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.from_id order by c.seq desc limit 1)),
      'from_id', old.from_id,
      'to', coalesce((select fqn from symbols where id = old.to_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.to_id order by c.seq desc limit 1)),
      'to_id', old.to_id,
      'severity', old.severity,
      'message', old.message,
      'detected_at', old.detected_at
    ), json_object(
      'id', new.id,
      'rule', new.rule,
      'from', (select fqn from symbols where id = new.from_id),
      'from_id', new.from_id,
      'to', (select fqn from symbols where id = new.to_id),
      'to_id', new.to_id,
      'severity', new.severity,
      'message', new.message,
      'detected_at', new.detected_at
    );
end;

create trigger anti_patterns_record_delete after delete on anti_patterns
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'anti_pattern', old.id, 'delete', json_object(
      'id', old.id,
      'rule', old.rule,
      'from', coalesce((select fqn from symbols where id = old.from_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.from_id order by c.seq desc limit 1)),
      'from_id', old.from_id,
      'to', coalesce((select fqn from symbols where id = old.to_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.to_id order by c.seq desc limit 1)),
      'to_id', old.to_id,
      'severity', old.severity,
      'message', old.message,
      'detected_at', old.detected_at
    );
end;

create trigger summaries_record_insert after insert on summaries
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'summary', new.id, 'insert', json_object(
      'id', new.id,
      'target', (select fqn from symbols where id = new.target_id),
      'target_id', new.target_id,
      'level', new.level,
      'summary', new.summary,
      'is_stale', new.is_stale,
      'source_hash', new.source_hash
    );
end;

create trigger summaries_record_update after update of target_id, level, summary, is_stale, source_hash on summaries
when (select enabled from change_recording where id = 1) and (old.target_id is not new.target_id or old.level is not new.level or old.summary is not new.summary or old.is_stale is not new.is_stale or old.source_hash is not new.source_hash)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'summary', new.id, 'update', json_object(
      'id', old.id,
      'target', coalesce((select fqn from symbols where id = old.target_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.target_id order by c.seq desc limit 1)),
      'target_id', old.target_id,
      'level', old.level,
      'summary', old.summary,
      'is_stale', old.is_stale,
      'source_hash', old.source_hash
    ), json_object(
      'id', new.id,
      'target', (select fqn from symbols where id = new.target_id),
      'target_id', new.target_id,
      'level', new.level,
      'summary', new.summary,
      'is_stale', new.is_stale,
      'source_hash', new.source_hash
    );
end;

create trigger summaries_record_delete after delete on summaries
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'summary', old.id, 'delete', json_object(
      'id', old.id,
      'target', coalesce((select fqn from symbols where id = old.target_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.target_id order by c.seq desc limit 1)),
      'target_id', old.target_id,
      'level', old.level,
      'summary', old.summary,
      'is_stale', old.is_stale,
      'source_hash', old.source_hash
    );
end;

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
      'source_id', new.source_id
    );
end;

create trigger glossary_record_update after update of code_term, business_meaning, synonyms, source_id on glossary
when (select enabled from change_recording where id = 1) and (old.code_term is not new.code_term or old.business_meaning is not new.business_meaning or old.synonyms is not new.synonyms or old.source_id is not new.source_id)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'glossary', new.id, 'update', json_object(
      'id', old.id,
      'code_term', old.code_term,
      'business_meaning', old.business_meaning,
      'synonyms', json(old.synonyms),
      'source', coalesce((select fqn from symbols where id = old.source_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.source_id order by c.seq desc limit 1)),
      'source_id', old.source_id
    ), json_object(
      'id', new.id,
      'code_term', new.code_term,
      'business_meaning', new.business_meaning,
      'synonyms', json(new.synonyms),
      'source', (select fqn from symbols where id = new.source_id),
      'source_id', new.source_id
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
      'source_id', old.source_id
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
      'source_line', new.source_line
    );
end;

create trigger constraints_record_update after update of name, description, constraint_type, source_id, source_line on constraints
when (select enabled from change_recording where id = 1) and (old.name is not new.name or old.description is not new.description or old.constraint_type is not new.constraint_type or old.source_id is not new.source_id or old.source_line is not new.source_line)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'constraint', new.id, 'update', json_object(
      'id', old.id,
      'name', old.name,
      'description', old.description,
      'constraint_type', old.constraint_type,
      'source', coalesce((select fqn from symbols where id = old.source_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.source_id order by c.seq desc limit 1)),
      'source_id', old.source_id,
      'source_line', old.source_line
    ), json_object(
      'id', new.id,
      'name', new.name,
      'description', new.description,
      'constraint_type', new.constraint_type,
      'source', (select fqn from symbols where id = new.source_id),
      'source_id', new.source_id,
      'source_line', new.source_line
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
      'source_line', old.source_line
    );
end;

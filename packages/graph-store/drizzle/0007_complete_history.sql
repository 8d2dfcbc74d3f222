-- The outbox tells everything that a graph of an earlier moment can be made from: changes of files and
-- of unresolved sites too, and each column of every row. A row that only moved within its file is told
-- with the columns that say where it stands, so that an edit at the top of a file costs little.

-- A check cannot be altered, so the table is made anew. Its numbers go on where they were.
create table graph_changes_before as select * from graph_changes;
create table graph_changes_sequence as select seq from sqlite_sequence where name = 'graph_changes';
drop table graph_changes;

create table graph_changes (
  seq integer primary key autoincrement,
  revision_id integer,
  entity text not null,
  entity_id integer not null,
  op text not null,
  old text,
  new text,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint graph_changes_entity check (entity in ('revision', 'file', 'symbol', 'edge', 'unresolved_reference', 'entry_point', 'external_dependency', 'anti_pattern', 'summary', 'glossary', 'constraint')),
  constraint graph_changes_op check (op in ('insert', 'update', 'delete')),
  constraint graph_changes_old check (json_valid(old)),
  constraint graph_changes_new check (json_valid(new)),
  constraint graph_changes_sides check ((op = 'insert') = (old is null) and (op = 'delete') = (new is null))
) strict;

insert into graph_changes (seq, revision_id, entity, entity_id, op, old, new, created_at)
select seq, revision_id, entity, entity_id, op, old, new, created_at from graph_changes_before order by seq;
delete from sqlite_sequence where name = 'graph_changes';
insert into sqlite_sequence (name, seq)
select 'graph_changes', coalesce((select max(seq) from graph_changes_sequence), 0);
drop table graph_changes_before;
drop table graph_changes_sequence;

create index idx_graph_changes_deleted_symbol on graph_changes (entity_id, seq) where entity = 'symbol' and op = 'delete';

-- Changes up to this number were recorded by earlier triggers, which left some out.
alter table change_recording add column complete_since integer not null default 0;
update change_recording
set complete_since = (select seq from sqlite_sequence where name = 'graph_changes')
where id = 1;

drop trigger symbols_record_insert;
drop trigger symbols_record_update;
drop trigger symbols_record_delete;
drop trigger edges_record_insert;
drop trigger edges_record_update;
drop trigger edges_record_delete;
drop trigger entry_points_record_insert;
drop trigger entry_points_record_update;
drop trigger entry_points_record_delete;
drop trigger external_dependencies_record_insert;
drop trigger external_dependencies_record_update;
drop trigger external_dependencies_record_delete;
drop trigger anti_patterns_record_insert;
drop trigger anti_patterns_record_update;
drop trigger anti_patterns_record_delete;
drop trigger summaries_record_insert;
drop trigger summaries_record_update;
drop trigger summaries_record_delete;
drop trigger glossary_record_insert;
drop trigger glossary_record_update;
drop trigger glossary_record_delete;
drop trigger constraints_record_insert;
drop trigger constraints_record_update;
drop trigger constraints_record_delete;

create trigger files_record_insert after insert on files
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'file', new.id, 'insert', json_object(
      'id', new.id,
      'path', new.path,
      'content_hash', new.content_hash,
      'language', new.language,
      'created_at', new.created_at,
      'updated_at', new.updated_at,
      'deleted_at', new.deleted_at
    );
end;

create trigger files_record_update after update of path, content_hash, language, updated_at, deleted_at on files
when (select enabled from change_recording where id = 1) and (old.path is not new.path or old.content_hash is not new.content_hash or old.language is not new.language or old.updated_at is not new.updated_at or old.deleted_at is not new.deleted_at)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'file', new.id, 'update', json_object(
      'id', old.id,
      'path', old.path,
      'content_hash', old.content_hash,
      'language', old.language,
      'created_at', old.created_at,
      'updated_at', old.updated_at,
      'deleted_at', old.deleted_at
    ), json_object(
      'id', new.id,
      'path', new.path,
      'content_hash', new.content_hash,
      'language', new.language,
      'created_at', new.created_at,
      'updated_at', new.updated_at,
      'deleted_at', new.deleted_at
    );
end;

create trigger files_record_delete before delete on files
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'file', old.id, 'delete', json_object(
      'id', old.id,
      'path', old.path,
      'content_hash', old.content_hash,
      'language', old.language,
      'created_at', old.created_at,
      'updated_at', old.updated_at,
      'deleted_at', old.deleted_at
    );
end;

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
      'created_at', new.created_at,
      'updated_at', new.updated_at,
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
      'created_at', old.created_at,
      'updated_at', old.updated_at,
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
      'created_at', new.created_at,
      'updated_at', new.updated_at,
      'deleted_at', new.deleted_at
    );
end;

create trigger symbols_record_move after update of start_line, end_line on symbols
when (select enabled from change_recording where id = 1) and (old.start_line is not new.start_line or old.end_line is not new.end_line) and old.fqn is new.fqn and old.kind is new.kind and old.name is new.name and old.origin is new.origin and old.package is new.package and old.file_id is new.file_id and old.parent_id is new.parent_id and old.signature is new.signature and old.modifiers is new.modifiers and old.annotations is new.annotations and old.shape_hash is new.shape_hash and old.body_hash is new.body_hash and old.deleted_at is new.deleted_at
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'symbol', new.id, 'update', json_object(
      'id', old.id,
      'fqn', old.fqn,
      'start_line', old.start_line,
      'end_line', old.end_line,
      'updated_at', old.updated_at
    ), json_object(
      'id', new.id,
      'fqn', new.fqn,
      'start_line', new.start_line,
      'end_line', new.end_line,
      'updated_at', new.updated_at
    );
end;

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
      'created_at', old.created_at,
      'updated_at', old.updated_at,
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
      'file_id', new.file_id,
      'resolution', (select name from resolutions where id = new.resolution),
      'metadata', json(new.metadata),
      'created_at', new.created_at
    );
end;

create trigger edges_record_update after update of from_id, to_id, relation, line, file_id, resolution, metadata on edges
when (select enabled from change_recording where id = 1) and (old.from_id is not new.from_id or old.to_id is not new.to_id or old.relation is not new.relation or old.line is not new.line or old.file_id is not new.file_id or old.resolution is not new.resolution or old.metadata is not new.metadata)
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
      'file_id', old.file_id,
      'resolution', (select name from resolutions where id = old.resolution),
      'metadata', json(old.metadata),
      'created_at', old.created_at
    ), json_object(
      'id', new.id,
      'from', (select fqn from symbols where id = new.from_id),
      'from_id', new.from_id,
      'to', (select fqn from symbols where id = new.to_id),
      'to_id', new.to_id,
      'relation', (select name from relations where id = new.relation),
      'line', new.line,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'resolution', (select name from resolutions where id = new.resolution),
      'metadata', json(new.metadata),
      'created_at', new.created_at
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
      'file_id', old.file_id,
      'resolution', (select name from resolutions where id = old.resolution),
      'metadata', json(old.metadata),
      'created_at', old.created_at
    );
end;

create trigger unresolved_references_record_insert after insert on unresolved_references
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, new)
  select (select revision_id from change_recording where id = 1), 'unresolved_reference', new.id, 'insert', json_object(
      'id', new.id,
      'from', (select fqn from symbols where id = new.from_id),
      'from_id', new.from_id,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'name', new.name,
      'line', new.line,
      'reason', new.reason
    );
end;

create trigger unresolved_references_record_update after update of from_id, file_id, name, line, reason on unresolved_references
when (select enabled from change_recording where id = 1) and (old.from_id is not new.from_id or old.file_id is not new.file_id or old.name is not new.name or old.line is not new.line or old.reason is not new.reason)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'unresolved_reference', new.id, 'update', json_object(
      'id', old.id,
      'from', coalesce((select fqn from symbols where id = old.from_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.from_id order by c.seq desc limit 1)),
      'from_id', old.from_id,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'name', old.name,
      'line', old.line,
      'reason', old.reason
    ), json_object(
      'id', new.id,
      'from', (select fqn from symbols where id = new.from_id),
      'from_id', new.from_id,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'name', new.name,
      'line', new.line,
      'reason', new.reason
    );
end;

create trigger unresolved_references_record_delete after delete on unresolved_references
when (select enabled from change_recording where id = 1)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old)
  select (select revision_id from change_recording where id = 1), 'unresolved_reference', old.id, 'delete', json_object(
      'id', old.id,
      'from', coalesce((select fqn from symbols where id = old.from_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.from_id order by c.seq desc limit 1)),
      'from_id', old.from_id,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'name', old.name,
      'line', old.line,
      'reason', old.reason
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
      'mq_queue', new.mq_queue,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'line', new.line,
      'detector', new.detector,
      'resolution', new.resolution,
      'created_at', new.created_at
    );
end;

create trigger entry_points_record_update after update of symbol_id, entry_type, http_method, http_path, cron_expression, mq_queue, file_id, resolution on entry_points
when (select enabled from change_recording where id = 1) and (old.symbol_id is not new.symbol_id or old.entry_type is not new.entry_type or old.http_method is not new.http_method or old.http_path is not new.http_path or old.cron_expression is not new.cron_expression or old.mq_queue is not new.mq_queue or old.file_id is not new.file_id or old.resolution is not new.resolution)
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
      'mq_queue', old.mq_queue,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'line', old.line,
      'detector', old.detector,
      'resolution', old.resolution,
      'created_at', old.created_at
    ), json_object(
      'id', new.id,
      'symbol', (select fqn from symbols where id = new.symbol_id),
      'symbol_id', new.symbol_id,
      'entry_type', new.entry_type,
      'http_method', new.http_method,
      'http_path', new.http_path,
      'cron_expression', new.cron_expression,
      'mq_queue', new.mq_queue,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'line', new.line,
      'detector', new.detector,
      'resolution', new.resolution,
      'created_at', new.created_at
    );
end;

create trigger entry_points_record_move after update of line, detector on entry_points
when (select enabled from change_recording where id = 1) and (old.line is not new.line or old.detector is not new.detector) and old.symbol_id is new.symbol_id and old.entry_type is new.entry_type and old.http_method is new.http_method and old.http_path is new.http_path and old.cron_expression is new.cron_expression and old.mq_queue is new.mq_queue and old.file_id is new.file_id and old.resolution is new.resolution
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'entry_point', new.id, 'update', json_object(
      'id', old.id,
      'symbol', coalesce((select fqn from symbols where id = old.symbol_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.symbol_id order by c.seq desc limit 1)),
      'line', old.line,
      'detector', old.detector
    ), json_object(
      'id', new.id,
      'symbol', (select fqn from symbols where id = new.symbol_id),
      'line', new.line,
      'detector', new.detector
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
      'mq_queue', old.mq_queue,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'line', old.line,
      'detector', old.detector,
      'resolution', old.resolution,
      'created_at', old.created_at
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
      'strength', new.strength,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'line', new.line,
      'detector', new.detector,
      'created_at', new.created_at
    );
end;

create trigger external_dependencies_record_update after update of caller_id, dependency_type, target, strength, file_id on external_dependencies
when (select enabled from change_recording where id = 1) and (old.caller_id is not new.caller_id or old.dependency_type is not new.dependency_type or old.target is not new.target or old.strength is not new.strength or old.file_id is not new.file_id)
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'external_dependency', new.id, 'update', json_object(
      'id', old.id,
      'caller', coalesce((select fqn from symbols where id = old.caller_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.caller_id order by c.seq desc limit 1)),
      'caller_id', old.caller_id,
      'dependency_type', old.dependency_type,
      'target', old.target,
      'strength', old.strength,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'line', old.line,
      'detector', old.detector,
      'created_at', old.created_at
    ), json_object(
      'id', new.id,
      'caller', (select fqn from symbols where id = new.caller_id),
      'caller_id', new.caller_id,
      'dependency_type', new.dependency_type,
      'target', new.target,
      'strength', new.strength,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'line', new.line,
      'detector', new.detector,
      'created_at', new.created_at
    );
end;

create trigger external_dependencies_record_move after update of line, detector on external_dependencies
when (select enabled from change_recording where id = 1) and (old.line is not new.line or old.detector is not new.detector) and old.caller_id is new.caller_id and old.dependency_type is new.dependency_type and old.target is new.target and old.strength is new.strength and old.file_id is new.file_id
begin
  insert into graph_changes (revision_id, entity, entity_id, op, old, new)
  select (select revision_id from change_recording where id = 1), 'external_dependency', new.id, 'update', json_object(
      'id', old.id,
      'caller', coalesce((select fqn from symbols where id = old.caller_id), (select c.old ->> 'fqn' from graph_changes c where c.entity = 'symbol' and c.op = 'delete' and c.entity_id = old.caller_id order by c.seq desc limit 1)),
      'line', old.line,
      'detector', old.detector
    ), json_object(
      'id', new.id,
      'caller', (select fqn from symbols where id = new.caller_id),
      'line', new.line,
      'detector', new.detector
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
      'strength', old.strength,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'line', old.line,
      'detector', old.detector,
      'created_at', old.created_at
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

create trigger anti_patterns_record_update after update of rule, from_id, to_id, severity, message, detected_at on anti_patterns
when (select enabled from change_recording where id = 1) and (old.rule is not new.rule or old.from_id is not new.from_id or old.to_id is not new.to_id or old.severity is not new.severity or old.message is not new.message or old.detected_at is not new.detected_at)
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
      'source_hash', new.source_hash,
      'created_at', new.created_at,
      'updated_at', new.updated_at
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
      'source_hash', old.source_hash,
      'created_at', old.created_at,
      'updated_at', old.updated_at
    ), json_object(
      'id', new.id,
      'target', (select fqn from symbols where id = new.target_id),
      'target_id', new.target_id,
      'level', new.level,
      'summary', new.summary,
      'is_stale', new.is_stale,
      'source_hash', new.source_hash,
      'created_at', new.created_at,
      'updated_at', new.updated_at
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
      'source_hash', old.source_hash,
      'created_at', old.created_at,
      'updated_at', old.updated_at
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
      'source_id', new.source_id,
      'created_at', new.created_at,
      'updated_at', new.updated_at
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
      'source_id', old.source_id,
      'created_at', old.created_at,
      'updated_at', old.updated_at
    ), json_object(
      'id', new.id,
      'code_term', new.code_term,
      'business_meaning', new.business_meaning,
      'synonyms', json(new.synonyms),
      'source', (select fqn from symbols where id = new.source_id),
      'source_id', new.source_id,
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
      'created_at', new.created_at,
      'updated_at', new.updated_at
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
      'source_line', old.source_line,
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
      'created_at', old.created_at,
      'updated_at', old.updated_at
    );
end;

-- What detectors find belongs to the file in which they found it and goes with it; a row without a
-- file was entered by hand and stays. `line` and `detector` say where it was found and by which rule.
alter table entry_points add column file_id integer references files (id) on update cascade on delete cascade;
alter table entry_points add column line integer constraint entry_points_line check (line >= 1);
alter table entry_points add column detector text;
alter table entry_points add column resolution text not null default 'exact' constraint entry_points_resolution check (resolution in ('exact', 'suffix', 'unresolved'));

alter table external_dependencies add column file_id integer references files (id) on update cascade on delete cascade;
alter table external_dependencies add column line integer constraint external_dependencies_line check (line >= 1);
alter table external_dependencies add column detector text;

create index idx_entry_points_file on entry_points (file_id);
create index idx_external_dependencies_file on external_dependencies (file_id);

-- A file says a thing once, however often it is applied. `quote` makes nothing a value too, so that
-- two rows without it are equal.
create unique index idx_entry_points_detected on entry_points (file_id, symbol_id, entry_type, quote(http_method), quote(http_path), quote(cron_expression), quote(mq_queue)) where file_id is not null;
create unique index idx_external_dependencies_detected on external_dependencies (file_id, caller_id, dependency_type, quote(target)) where file_id is not null;

-- The outbox shows the new columns too, so that a row can be made again from it. Another line or
-- another name of the rule is no change to tell of.
drop trigger entry_points_record_insert;
drop trigger entry_points_record_update;
drop trigger entry_points_record_delete;
drop trigger external_dependencies_record_insert;
drop trigger external_dependencies_record_update;
drop trigger external_dependencies_record_delete;

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
      'resolution', new.resolution
    );
end;

create trigger entry_points_record_update after update of symbol_id, entry_type, http_method, http_path, cron_expression, mq_queue, resolution on entry_points
when (select enabled from change_recording where id = 1) and (old.symbol_id is not new.symbol_id or old.entry_type is not new.entry_type or old.http_method is not new.http_method or old.http_path is not new.http_path or old.cron_expression is not new.cron_expression or old.mq_queue is not new.mq_queue or old.resolution is not new.resolution)
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
      'resolution', old.resolution
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
      'resolution', new.resolution
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
      'resolution', old.resolution
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
      'detector', new.detector
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
      'strength', old.strength,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'line', old.line,
      'detector', old.detector
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
      'detector', old.detector
    );
end;

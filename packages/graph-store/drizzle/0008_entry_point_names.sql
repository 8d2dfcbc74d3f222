-- A command, an event or a tool is known by a name, which tells two of one symbol apart.
alter table entry_points add column name text;

drop index idx_entry_points_detected;
create unique index idx_entry_points_detected on entry_points (file_id, symbol_id, entry_type, quote(http_method), quote(http_path), quote(cron_expression), quote(mq_queue), quote(name)) where file_id is not null;

drop trigger entry_points_record_insert;
drop trigger entry_points_record_update;
drop trigger entry_points_record_move;
drop trigger entry_points_record_delete;

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
      'name', new.name,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'line', new.line,
      'detector', new.detector,
      'resolution', new.resolution,
      'created_at', new.created_at
    );
end;

create trigger entry_points_record_update after update of symbol_id, entry_type, http_method, http_path, cron_expression, mq_queue, name, file_id, resolution on entry_points
when (select enabled from change_recording where id = 1) and (old.symbol_id is not new.symbol_id or old.entry_type is not new.entry_type or old.http_method is not new.http_method or old.http_path is not new.http_path or old.cron_expression is not new.cron_expression or old.mq_queue is not new.mq_queue or old.name is not new.name or old.file_id is not new.file_id or old.resolution is not new.resolution)
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
      'name', old.name,
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
      'name', new.name,
      'file', (select path from files where id = new.file_id),
      'file_id', new.file_id,
      'line', new.line,
      'detector', new.detector,
      'resolution', new.resolution,
      'created_at', new.created_at
    );
end;

create trigger entry_points_record_move after update of line, detector on entry_points
when (select enabled from change_recording where id = 1) and (old.line is not new.line or old.detector is not new.detector) and old.symbol_id is new.symbol_id and old.entry_type is new.entry_type and old.http_method is new.http_method and old.http_path is new.http_path and old.cron_expression is new.cron_expression and old.mq_queue is new.mq_queue and old.name is new.name and old.file_id is new.file_id and old.resolution is new.resolution
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
      'name', old.name,
      'file', (select path from files where id = old.file_id),
      'file_id', old.file_id,
      'line', old.line,
      'detector', old.detector,
      'resolution', old.resolution,
      'created_at', old.created_at
    );
end;

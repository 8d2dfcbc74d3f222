-- The schema of a graph after all migrations. Made by `pnpm migrate dump graph`; do not edit.

CREATE TABLE anti_patterns (
  id integer primary key,
  rule text not null,
  from_id integer not null references symbols (id) on update cascade on delete cascade,
  to_id integer references symbols (id) on update cascade on delete cascade,
  severity text not null default 'warning',
  message text,
  detected_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), details text constraint anti_patterns_details check (json_valid(details)),
  constraint anti_patterns_severity check (severity in ('error', 'warning', 'info'))
) strict;

CREATE INDEX idx_anti_patterns_from on anti_patterns (from_id);

CREATE INDEX idx_anti_patterns_to on anti_patterns (to_id);

CREATE TRIGGER anti_patterns_record_delete after delete on anti_patterns
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
      'details', json(old.details),
      'detected_at', old.detected_at
    );
end;

CREATE TRIGGER anti_patterns_record_insert after insert on anti_patterns
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
      'details', json(new.details),
      'detected_at', new.detected_at
    );
end;

CREATE TRIGGER anti_patterns_record_update after update of rule, from_id, to_id, severity, message, details, detected_at on anti_patterns
when (select enabled from change_recording where id = 1) and (old.rule is not new.rule or old.from_id is not new.from_id or old.to_id is not new.to_id or old.severity is not new.severity or old.message is not new.message or old.details is not new.details or old.detected_at is not new.detected_at)
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
      'details', json(old.details),
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
      'details', json(new.details),
      'detected_at', new.detected_at
    );
end;

CREATE TABLE "architecture" (
  since integer primary key,
  config text,
  recorded_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint architecture_config check (json_valid(config))
) strict;

CREATE TABLE change_recording (
  id integer primary key,
  enabled integer not null default 0,
  revision_id integer, complete_since integer not null default 0,
  constraint change_recording_single_row check (id = 1),
  constraint change_recording_enabled check (enabled in (0, 1))
) strict;

CREATE TABLE codebase (
  id integer primary key,
  name text not null,
  root text not null,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint codebase_single_row check (id = 1)
) strict;

CREATE TABLE constraints (
  id integer primary key,
  name text not null,
  description text,
  constraint_type text not null default 'other',
  source_id integer references symbols (id) on update cascade on delete cascade,
  source_line integer,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), source_hash text, is_stale integer not null default 0 constraint constraints_is_stale check (is_stale in (0, 1)),
  constraint constraints_type check (constraint_type in ('validation', 'business_rule', 'invariant', 'other'))
) strict;

CREATE INDEX idx_constraints_members on constraints (source_hash)
where source_hash between 'members:' and 'members:~';

CREATE INDEX idx_constraints_source on constraints (source_id);

CREATE TRIGGER constraints_record_delete after delete on constraints
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

CREATE TRIGGER constraints_record_insert after insert on constraints
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

CREATE TRIGGER constraints_record_update after update of name, description, constraint_type, source_id, source_line, source_hash, is_stale on constraints
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

CREATE TABLE edges (
  id integer primary key,
  from_id integer not null references symbols (id) on update cascade on delete cascade,
  to_id integer not null references symbols (id) on update cascade on delete cascade,
  relation integer not null,
  line integer not null default 0,
  file_id integer references files (id) on update cascade on delete cascade,
  resolution integer not null default 1,
  metadata text,
  created_at integer not null default (unixepoch()),
  constraint edges_relation check (relation between 1 and 9),
  constraint edges_resolution check (resolution between 1 and 4),
  constraint edges_line check (line >= 0),
  constraint edges_metadata check (json_valid(metadata))
) strict;

CREATE INDEX idx_edges_file on edges (file_id);

CREATE UNIQUE INDEX idx_edges_from on edges (from_id, relation, to_id, line);

CREATE INDEX idx_edges_to on edges (to_id, relation, from_id);

CREATE TRIGGER edges_record_delete after delete on edges
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

CREATE TRIGGER edges_record_insert after insert on edges
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

CREATE TRIGGER edges_record_update after update of from_id, to_id, relation, line, file_id, resolution, metadata on edges
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

CREATE TABLE entry_points (
  id integer primary key,
  symbol_id integer not null references symbols (id) on update cascade on delete cascade,
  entry_type text not null,
  http_method text,
  http_path text,
  cron_expression text,
  mq_queue text,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), file_id integer references files (id) on update cascade on delete cascade, line integer constraint entry_points_line check (line >= 1), detector text, resolution text not null default 'exact' constraint entry_points_resolution check (resolution in ('exact', 'suffix', 'unresolved')), name text,
  constraint entry_points_type check (entry_type in ('http_api', 'scheduled', 'mq_consumer', 'cli', 'rpc', 'websocket', 'event_handler', 'lifecycle', 'test', 'other'))
) strict;

CREATE UNIQUE INDEX idx_entry_points_detected on entry_points (file_id, symbol_id, entry_type, quote(http_method), quote(http_path), quote(cron_expression), quote(mq_queue), quote(name)) where file_id is not null;

CREATE INDEX idx_entry_points_file on entry_points (file_id);

CREATE INDEX idx_entry_points_symbol on entry_points (symbol_id);

CREATE TRIGGER entry_points_record_delete after delete on entry_points
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

CREATE TRIGGER entry_points_record_insert after insert on entry_points
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

CREATE TRIGGER entry_points_record_move after update of line, detector on entry_points
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

CREATE TRIGGER entry_points_record_update after update of symbol_id, entry_type, http_method, http_path, cron_expression, mq_queue, name, file_id, resolution on entry_points
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

CREATE TABLE external_dependencies (
  id integer primary key,
  caller_id integer not null references symbols (id) on update cascade on delete cascade,
  dependency_type text not null,
  target text,
  strength text not null default 'strong',
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), file_id integer references files (id) on update cascade on delete cascade, line integer constraint external_dependencies_line check (line >= 1), detector text,
  constraint external_dependencies_type check (dependency_type in ('redis', 'mysql', 'postgres', 'sqlite', 'mongodb', 'elasticsearch', 'mq', 'http', 'rpc', 'filesystem', 'process', 'other')),
  constraint external_dependencies_strength check (strength in ('strong', 'weak'))
) strict;

CREATE INDEX idx_external_dependencies_caller on external_dependencies (caller_id);

CREATE UNIQUE INDEX idx_external_dependencies_detected on external_dependencies (file_id, caller_id, dependency_type, quote(target)) where file_id is not null;

CREATE INDEX idx_external_dependencies_file on external_dependencies (file_id);

CREATE TRIGGER external_dependencies_record_delete after delete on external_dependencies
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

CREATE TRIGGER external_dependencies_record_insert after insert on external_dependencies
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

CREATE TRIGGER external_dependencies_record_move after update of line, detector on external_dependencies
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

CREATE TRIGGER external_dependencies_record_update after update of caller_id, dependency_type, target, strength, file_id on external_dependencies
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

CREATE TABLE files (
  id integer primary key,
  path text not null,
  content_hash text,
  language text not null default 'unknown',
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
, deleted_at text) strict;

CREATE INDEX idx_files_deleted on files (deleted_at) where deleted_at is not null;

CREATE UNIQUE INDEX idx_files_path on files (path);

CREATE TRIGGER files_record_delete before delete on files
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

CREATE TRIGGER files_record_insert after insert on files
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

CREATE TRIGGER files_record_update after update of path, content_hash, language, updated_at, deleted_at on files
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

CREATE TABLE former_names (
  fqn text not null,
  symbol_id integer not null,
  renamed_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  primary key (fqn, symbol_id)
) strict;

CREATE INDEX idx_former_names_symbol on former_names (symbol_id);

CREATE TABLE glossary (
  id integer primary key,
  code_term text not null,
  business_meaning text,
  synonyms text not null default '[]',
  source_id integer references symbols (id) on update cascade on delete cascade,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), source_hash text, is_stale integer not null default 0 constraint glossary_is_stale check (is_stale in (0, 1)),
  constraint glossary_synonyms check (json_valid(synonyms))
) strict;

CREATE INDEX idx_glossary_members on glossary (source_hash)
where source_hash between 'members:' and 'members:~';

CREATE INDEX idx_glossary_source on glossary (source_id);

CREATE TRIGGER glossary_record_delete after delete on glossary
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

CREATE TRIGGER glossary_record_insert after insert on glossary
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

CREATE TRIGGER glossary_record_update after update of code_term, business_meaning, synonyms, source_id, source_hash, is_stale on glossary
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

CREATE TRIGGER glossary_search_delete after delete on glossary
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id = old.source_id;
end;

CREATE TRIGGER glossary_search_insert after insert on glossary
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id = new.source_id;
end;

CREATE TRIGGER glossary_search_update after update of source_id, code_term, business_meaning, synonyms on glossary
when old.source_id is not new.source_id or old.code_term is not new.code_term
  or old.business_meaning is not new.business_meaning or old.synonyms is not new.synonyms
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id in (old.source_id, new.source_id);
end;

CREATE TABLE graph_changes (
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

CREATE INDEX idx_graph_changes_deleted_symbol on graph_changes (entity_id, seq) where entity = 'symbol' and op = 'delete';

CREATE TABLE index_inputs (
  path text primary key not null,
  kind text not null,
  content_hash text not null,
  derivation_hash text,
  constraint index_inputs_kind check (kind in ('source', 'failed', 'module', 'environment'))
) strict;

CREATE TABLE orphan_quarantine (
  id integer primary key,
  table_name text not null,
  type text not null,
  row_id integer not null,
  row text not null,
  reason text not null,
  quarantined_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint orphan_quarantine_row check (json_valid(row)),
  constraint orphan_quarantine_reason check (reason in ('missing_reference', 'duplicate', 'reference_cleared', 'value_replaced'))
) strict;

CREATE INDEX idx_orphan_quarantine_type on orphan_quarantine (type);

CREATE TABLE relations (
  id integer primary key,
  name text not null
) strict;

CREATE UNIQUE INDEX idx_relations_name on relations (name);

CREATE TABLE resolutions (
  id integer primary key,
  name text not null
) strict;

CREATE UNIQUE INDEX idx_resolutions_name on resolutions (name);

CREATE TABLE revisions (
  id integer primary key autoincrement,
  scope text not null,
  commit_hash text,
  counts text not null,
  failures text not null default '[]',
  started_at text not null,
  duration_ms real not null, first_change integer, last_change integer, finished_at text,
  constraint revisions_scope check (scope in ('full', 'partial')),
  constraint revisions_counts check (json_valid(counts)),
  constraint revisions_failures check (json_valid(failures))
) strict;

CREATE TABLE summaries (
  id integer primary key,
  target_id integer not null references symbols (id) on update cascade on delete cascade,
  level text not null default 'symbol',
  summary text not null,
  is_stale integer not null default 0,
  source_hash text,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint summaries_level check (level in ('symbol', 'function', 'method', 'class', 'file', 'module', 'package')),
  constraint summaries_is_stale check (is_stale in (0, 1))
) strict;

CREATE INDEX idx_summaries_members on summaries (source_hash)
where source_hash between 'members:' and 'members:~';

CREATE INDEX idx_summaries_target on summaries (target_id);

CREATE TRIGGER summaries_record_delete after delete on summaries
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

CREATE TRIGGER summaries_record_insert after insert on summaries
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

CREATE TRIGGER summaries_record_update after update of target_id, level, summary, is_stale, source_hash on summaries
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

CREATE TRIGGER summaries_search_delete after delete on summaries
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id = old.target_id;
end;

CREATE TRIGGER summaries_search_insert after insert on summaries
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id = new.target_id;
end;

CREATE TRIGGER summaries_search_update after update of target_id, summary on summaries
when old.target_id is not new.target_id or old.summary is not new.summary
begin
  insert into symbol_search_change (id, place) select id, place from symbol_search_entry where id in (old.target_id, new.target_id);
end;

CREATE TABLE symbols (
  id integer primary key,
  fqn text not null,
  kind text not null,
  name text not null,
  origin text not null default 'project',
  package text,
  file_id integer references files (id) on update cascade on delete cascade,
  parent_id integer references symbols (id) on update cascade on delete cascade,
  start_line integer,
  end_line integer,
  signature text,
  modifiers text not null default '[]',
  annotations text not null default '[]',
  shape_hash text,
  body_hash text,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), deleted_at text,
  constraint symbols_kind check (kind in ('package', 'module', 'file', 'namespace', 'class', 'interface', 'enum', 'enum_member', 'type_alias', 'function', 'method', 'constructor', 'getter', 'setter', 'property', 'variable', 'parameter', 'annotation', 'unknown')),
  constraint symbols_origin check (origin in ('project', 'external', 'unresolved')),
  constraint symbols_modifiers check (json_valid(modifiers)),
  constraint symbols_annotations check (json_valid(annotations))
) strict;

CREATE INDEX idx_symbols_active on symbols (fqn) where deleted_at is null;

CREATE INDEX idx_symbols_deleted on symbols (deleted_at) where deleted_at is not null;

CREATE INDEX idx_symbols_file on symbols (file_id);

CREATE UNIQUE INDEX idx_symbols_fqn on symbols (fqn);

CREATE INDEX idx_symbols_name on symbols (name collate nocase);

CREATE INDEX idx_symbols_parent on symbols (parent_id);

CREATE INDEX idx_symbols_place on symbols (((origin <> 'project') << 50) | (case when length(name) < 1023 then length(name) else 1023 end << 40) | id, kind, name) where deleted_at is null;

CREATE TRIGGER symbols_delete_index_inputs after delete on symbols
when old.file_id is not null and old.deleted_at is null
begin
  delete from index_inputs where path = (select path from files where id = old.file_id);
end;

CREATE TRIGGER symbols_former_name after update of fqn on symbols
when old.fqn is not new.fqn and (select enabled from change_recording where id = 1)
begin
  insert into former_names (fqn, symbol_id) values (old.fqn, new.id)
  on conflict (fqn, symbol_id) do update set renamed_at = excluded.renamed_at;
end;

CREATE TRIGGER symbols_former_name_delete after delete on symbols
begin
  delete from former_names where symbol_id = old.id;
end;

CREATE TRIGGER symbols_record_delete before delete on symbols
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

CREATE TRIGGER symbols_record_insert after insert on symbols
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

CREATE TRIGGER symbols_record_move after update of start_line, end_line on symbols
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

CREATE TRIGGER symbols_record_update after update of fqn, kind, name, origin, package, file_id, parent_id, signature, modifiers, annotations, shape_hash, body_hash, deleted_at on symbols
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

CREATE TRIGGER symbols_search_delete after delete on symbols
begin
  insert into symbol_search_change (id, place) values (old.id, ((old.origin <> 'project') << 50) | (case when length(old.name) < 1023 then length(old.name) else 1023 end << 40) | old.id);
end;

CREATE TRIGGER symbols_search_insert after insert on symbols
begin
  insert into symbol_search_change (id) values (new.id);
end;

CREATE TRIGGER symbols_search_update after update of fqn, name, origin, signature on symbols
when old.fqn is not new.fqn or old.name is not new.name or old.origin is not new.origin or old.signature is not new.signature
begin
  insert into symbol_search_change (id, place) values (new.id, ((old.origin <> 'project') << 50) | (case when length(old.name) < 1023 then length(old.name) else 1023 end << 40) | old.id);
end;

CREATE TRIGGER symbols_stale_knowledge after update of body_hash, shape_hash on symbols
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

CREATE TRIGGER symbols_update_index_inputs after update of fqn, deleted_at on symbols
when new.file_id is not null and (new.fqn is not old.fqn or new.deleted_at is not old.deleted_at)
begin
  delete from index_inputs where path = (select path from files where id = new.file_id);
end;

CREATE TABLE unresolved_references (
  id integer primary key,
  from_id integer not null references symbols (id) on update cascade on delete cascade,
  file_id integer references files (id) on update cascade on delete cascade,
  name text not null,
  line integer not null default 0,
  reason text not null,
  constraint unresolved_references_reason check (reason in ('any_typed_receiver', 'dynamic_member', 'missing_module', 'missing_declaration', 'anonymous_target', 'ambiguous')),
  constraint unresolved_references_line check (line >= 0)
) strict;

CREATE INDEX idx_unresolved_references_file on unresolved_references (file_id);

CREATE INDEX idx_unresolved_references_from on unresolved_references (from_id);

CREATE INDEX idx_unresolved_references_name on unresolved_references (name);

CREATE INDEX idx_unresolved_references_reason on unresolved_references (reason);

CREATE TRIGGER unresolved_references_record_delete after delete on unresolved_references
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

CREATE TRIGGER unresolved_references_record_insert after insert on unresolved_references
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

CREATE TRIGGER unresolved_references_record_update after update of from_id, file_id, name, line, reason on unresolved_references
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

CREATE VIEW active_edges as
select e.*
from edges e
join symbols f on f.id = e.from_id and f.deleted_at is null
join symbols t on t.id = e.to_id and t.deleted_at is null;

CREATE VIEW active_files as
select * from files where deleted_at is null;

CREATE VIEW active_symbols as
select * from symbols where deleted_at is null;

CREATE VIEW constraints_by_fqn as
select x.*, s.fqn as source_fqn
from constraints x
left join symbols s on s.id = x.source_id;

CREATE VIEW edges_by_fqn as
select
  e.id,
  f.fqn as from_fqn,
  t.fqn as to_fqn,
  r.name as relation,
  e.line,
  p.path as file,
  n.name as resolution,
  e.metadata,
  strftime('%Y-%m-%dT%H:%M:%SZ', e.created_at, 'unixepoch') as created_at
from edges e
left join symbols f on f.id = e.from_id
left join symbols t on t.id = e.to_id
left join relations r on r.id = e.relation
left join resolutions n on n.id = e.resolution
left join files p on p.id = e.file_id;

CREATE VIEW entry_points_by_fqn as
select x.*, s.fqn as symbol_fqn
from entry_points x
left join symbols s on s.id = x.symbol_id;

CREATE VIEW external_dependencies_by_fqn as
select x.*, s.fqn as caller_fqn
from external_dependencies x
left join symbols s on s.id = x.caller_id;

CREATE VIEW glossary_by_fqn as
select x.*, s.fqn as source_fqn
from glossary x
left join symbols s on s.id = x.source_id;

CREATE VIEW summaries_by_fqn as
select x.*, s.fqn as target_fqn
from summaries x
left join symbols s on s.id = x.target_id;

CREATE VIEW symbol_words as
select s.id,
  nullif(concat_ws(' ',
    (select group_concat(m.summary, ' ') from summaries m where m.target_id = s.id),
    (select group_concat(concat_ws(' ', g.code_term, g.business_meaning,
        (select group_concat(y.value, ' ') from json_each(g.synonyms) y)), ' ')
      from glossary g where g.source_id = s.id)), '') as words
from symbols s;

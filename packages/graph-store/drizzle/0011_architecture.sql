-- What rules of the architecture find is recorded with its sites, its way around and whether it is
-- tolerated; and the architecture itself, so that whoever tells of a change can name its layers.
create table architecture (
  id integer primary key,
  config text not null,
  recorded_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint architecture_single_row check (id = 1),
  constraint architecture_config check (json_valid(config))
) strict;

alter table anti_patterns add column details text constraint anti_patterns_details check (json_valid(details));

drop trigger anti_patterns_record_insert;
drop trigger anti_patterns_record_update;
drop trigger anti_patterns_record_delete;

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
      'details', json(new.details),
      'detected_at', new.detected_at
    );
end;

create trigger anti_patterns_record_update after update of rule, from_id, to_id, severity, message, details, detected_at on anti_patterns
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
      'details', json(old.details),
      'detected_at', old.detected_at
    );
end;

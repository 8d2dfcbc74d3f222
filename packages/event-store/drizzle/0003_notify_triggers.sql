-- Wake-ups: one notification a statement, however many rows it wrote.
--
-- A payload lists its rows in `items` while they are few; always it has their count and the range of
-- their ids, which is enough to read them. PostgreSQL aborts a statement whose payload reaches 8000
-- bytes, so a list that would come near that is left out.

create function clew_internal.notify_rows(channel text, summary jsonb, items jsonb) returns void
language plpgsql as $$
declare
  payload text := (summary || jsonb_build_object('items', items))::text;
begin
  if items is null or octet_length(payload) > 7500 then
    payload := summary::text;
  end if;
  perform pg_notify(channel, payload);
end
$$;

create function clew_internal.notify_event_created() returns trigger language plpgsql as $$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'event', 'count', count(*),
           'first_id', min(id), 'last_id', max(id),
           'created_from', min(created), 'created_to', max(created))
    into summary from new_rows having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', id, 'trigger_ref', trigger_ref, 'rule_ref', rule_ref,
             'created', created) order by id)
      into items from new_rows;
  end if;
  perform clew_internal.notify_rows('event_created', summary, items);
  return null;
end
$$;

create trigger notify_event_created after insert on event
  referencing new table as new_rows
  for each statement execute function clew_internal.notify_event_created();

create function clew_internal.notify_enforcement_created() returns trigger language plpgsql as $$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'enforcement', 'count', count(*),
           'first_id', min(id), 'last_id', max(id),
           'created_from', min(created), 'created_to', max(created), 'updated', max(updated))
    into summary from new_rows having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', id, 'rule_ref', rule_ref, 'trigger_ref', trigger_ref,
             'event', event, 'status', status, 'created', created, 'updated', updated) order by id)
      into items from new_rows;
  end if;
  perform clew_internal.notify_rows('enforcement_created', summary, items);
  return null;
end
$$;

create trigger notify_enforcement_created after insert on enforcement
  referencing new table as new_rows
  for each statement execute function clew_internal.notify_enforcement_created();

create function clew_internal.notify_enforcement_status_changed() returns trigger language plpgsql as $$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'enforcement', 'count', count(*),
           'first_id', min(n.id), 'last_id', max(n.id),
           'created_from', min(n.created), 'created_to', max(n.created), 'updated', max(n.updated))
    into summary
    from new_rows n join old_rows o on o.id = n.id
    where o.status is distinct from n.status
    having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', n.id, 'rule_ref', n.rule_ref,
             'trigger_ref', n.trigger_ref, 'event', n.event, 'old_status', o.status,
             'status', n.status, 'created', n.created, 'updated', n.updated) order by n.id)
      into items
      from new_rows n join old_rows o on o.id = n.id
      where o.status is distinct from n.status;
  end if;
  perform clew_internal.notify_rows('enforcement_status_changed', summary, items);
  return null;
end
$$;

create trigger notify_enforcement_status_changed after update on enforcement
  referencing old table as old_rows new table as new_rows
  for each statement execute function clew_internal.notify_enforcement_status_changed();

create function clew_internal.notify_execution_created() returns trigger language plpgsql as $$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'execution', 'count', count(*),
           'first_id', min(id), 'last_id', max(id),
           'created_from', min(created), 'created_to', max(created))
    into summary from new_rows having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', id, 'action_ref', action_ref, 'status', status,
             'enforcement', enforcement, 'parent', parent, 'created', created) order by id)
      into items from new_rows;
  end if;
  perform clew_internal.notify_rows('execution_created', summary, items);
  return null;
end
$$;

create trigger notify_execution_created after insert on execution
  referencing new table as new_rows
  for each statement execute function clew_internal.notify_execution_created();

create function clew_internal.notify_execution_status_changed() returns trigger language plpgsql as $$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'execution', 'count', count(*),
           'first_id', min(n.id), 'last_id', max(n.id),
           'created_from', min(n.created), 'created_to', max(n.created))
    into summary
    from new_rows n join old_rows o on o.id = n.id
    where o.status is distinct from n.status
    having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', n.id, 'action_ref', n.action_ref,
             'old_status', o.status, 'status', n.status, 'attempt', n.attempt,
             'enforcement', n.enforcement, 'parent', n.parent, 'created', n.created) order by n.id)
      into items
      from new_rows n join old_rows o on o.id = n.id
      where o.status is distinct from n.status;
  end if;
  perform clew_internal.notify_rows('execution_status_changed', summary, items);
  return null;
end
$$;

create trigger notify_execution_status_changed after update on execution
  referencing old table as old_rows new table as new_rows
  for each statement execute function clew_internal.notify_execution_status_changed();

create function clew_internal.notify_worker_status_changed() returns trigger language plpgsql as $$
declare
  summary jsonb;
  items jsonb;
begin
  select jsonb_build_object('entity_type', 'worker', 'count', count(*),
           'first_id', min(n.id), 'last_id', max(n.id))
    into summary
    from new_rows n join old_rows o on o.id = n.id
    where o.status is distinct from n.status
    having count(*) > 0;
  if summary is null then return null; end if;
  if (summary ->> 'count')::bigint <= 20 then
    select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'old_status', o.status,
             'status', n.status) order by n.id)
      into items
      from new_rows n join old_rows o on o.id = n.id
      where o.status is distinct from n.status;
  end if;
  perform clew_internal.notify_rows('worker_status_changed', summary, items);
  return null;
end
$$;

create trigger notify_worker_status_changed after update on worker
  referencing old table as old_rows new table as new_rows
  for each statement execute function clew_internal.notify_worker_status_changed();

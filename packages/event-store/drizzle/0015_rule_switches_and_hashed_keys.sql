-- When rules were switched on and off, so that an old event can be explained; keys of webhooks as
-- hashes; and the trigger of graphs that were put back from a backup.

-- It outlives the rule, as its versions do. What happened before the first row of a rule is not known.
create table rule_switch (
  rule bigint not null,
  rule_ref text not null,
  time timestamptz not null default clock_timestamp(),
  state text not null,
  constraint rule_switch_pkey primary key (rule, time),
  constraint rule_switch_state_check check (state in ('enabled', 'disabled', 'deleted'))
);

create index rule_switch_rule_ref_idx on rule_switch (rule_ref, time desc);

create function clew_internal.keep_rule_switch() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into public.rule_switch (rule, rule_ref, state) values (old.id, old.ref, 'deleted')
    on conflict (rule, time) do update set state = excluded.state;
  else
    insert into public.rule_switch (rule, rule_ref, state)
    values (new.id, new.ref, case when new.enabled then 'enabled' else 'disabled' end)
    on conflict (rule, time) do update set state = excluded.state;
  end if;
  return null;
end
$$;

create trigger keep_rule_switch after insert or delete on rule
  for each row execute function clew_internal.keep_rule_switch();

create trigger keep_rule_switch_update after update on rule
  for each row when (old.enabled is distinct from new.enabled)
  execute function clew_internal.keep_rule_switch();

insert into rule_switch (rule, rule_ref, state)
select id, ref, case when enabled then 'enabled' else 'disabled' end from rule;

-- A key is random, so its SHA-256 tells as much as itself, and nobody can read it back.
update sensor set key = encode(sha256(convert_to(key, 'UTF8')), 'hex') where key is not null;
alter table sensor drop constraint sensor_key_check;
alter table sensor add constraint sensor_key_check check (key ~ '^[0-9a-f]{64}$');

comment on column sensor.key is 'SHA-256 of the key of a webhook''s address, in hexadecimal.';

insert into trigger (ref, label, description, origin)
values ('graph.restored', 'Graph restored', 'A graph was put back to an earlier state, such as from a backup.', 'builtin')
on conflict (ref) do update set
  label = excluded.label, description = excluded.description, origin = excluded.origin;

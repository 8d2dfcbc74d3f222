-- Sites whose target nobody could name. They stop "0 callers" from being taken for zero.
create table unresolved_references (
  id integer primary key,
  from_id integer not null references symbols (id) on update cascade on delete cascade,
  file_id integer references files (id) on update cascade on delete cascade,
  name text not null,
  line integer not null default 0,
  reason text not null,
  constraint unresolved_references_reason check (reason in ('any_typed_receiver', 'dynamic_member', 'missing_module', 'missing_declaration', 'anonymous_target', 'ambiguous')),
  constraint unresolved_references_line check (line >= 0)
) strict;

create index idx_unresolved_references_from on unresolved_references (from_id);
create index idx_unresolved_references_file on unresolved_references (file_id);
create index idx_unresolved_references_name on unresolved_references (name);
create index idx_unresolved_references_reason on unresolved_references (reason);

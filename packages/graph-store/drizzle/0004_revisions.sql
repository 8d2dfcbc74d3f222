create table codebase (
  id integer primary key,
  name text not null,
  root text not null,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint codebase_single_row check (id = 1)
) strict;

-- One row per index run; ids are never used again, because events name them.
create table revisions (
  id integer primary key autoincrement,
  scope text not null,
  commit_hash text,
  counts text not null,
  failures text not null default '[]',
  started_at text not null,
  duration_ms real not null,
  constraint revisions_scope check (scope in ('full', 'partial')),
  constraint revisions_counts check (json_valid(counts)),
  constraint revisions_failures check (json_valid(failures))
) strict;

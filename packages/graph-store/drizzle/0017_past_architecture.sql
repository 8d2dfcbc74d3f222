-- Whoever asks for the layers of the past is told those of then: each architecture that a run found is kept
-- with the number of the change from which on it is in force. What was in force before the one that is
-- recorded now, nobody wrote down.
create table architecture_since (
  since integer primary key,
  config text,
  recorded_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint architecture_config check (json_valid(config))
) strict;

insert into architecture_since (since, config, recorded_at)
select coalesce((select seq from sqlite_sequence where name = 'graph_changes'), 0), config, recorded_at
from architecture;

drop table architecture;

alter table architecture_since rename to architecture;

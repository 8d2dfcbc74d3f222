-- Where a run begins and ends among the changes, and when, so that a moment of the past is found from
-- the list of revisions alone. Runs of before do not know; no way leads back to them.
alter table revisions add column first_change integer;
alter table revisions add column last_change integer;
alter table revisions add column finished_at text;

update change_recording
set complete_since = coalesce((select seq from sqlite_sequence where name = 'graph_changes'), 0)
where id = 1;

-- Volumes and transitions by hour and by day. The aggregates are real-time: what is not materialised
-- yet is read from the tables. They are created without data; whoever migrates refreshes them once
-- afterwards, because a refresh cannot run inside a transaction.
--
-- Days are built from hours. Hours outlive the rows (180 days against 90), days are kept two years; no
-- refresh reaches back further than what it reads from is kept.

create materialized view event_volume_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 hour', created) as bucket, trigger_ref, count(*) as event_count
from event
group by 1, 2
with no data;

create materialized view event_volume_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 day', bucket) as bucket, trigger_ref, sum(event_count)::bigint as event_count
from event_volume_hourly
group by 1, 2
with no data;

select add_continuous_aggregate_policy('event_volume_hourly',
  start_offset => interval '7 days', end_offset => interval '1 hour',
  schedule_interval => interval '30 minutes');
select add_continuous_aggregate_policy('event_volume_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '6 hours');
select add_retention_policy('event_volume_hourly', drop_after => interval '180 days');
select add_retention_policy('event_volume_daily', drop_after => interval '2 years');

create materialized view enforcement_volume_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 hour', created) as bucket, rule_ref, count(*) as enforcement_count
from enforcement
group by 1, 2
with no data;

create materialized view enforcement_volume_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 day', bucket) as bucket, rule_ref, sum(enforcement_count)::bigint as enforcement_count
from enforcement_volume_hourly
group by 1, 2
with no data;

select add_continuous_aggregate_policy('enforcement_volume_hourly',
  start_offset => interval '7 days', end_offset => interval '1 hour',
  schedule_interval => interval '30 minutes');
select add_continuous_aggregate_policy('enforcement_volume_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '6 hours');
select add_retention_policy('enforcement_volume_hourly', drop_after => interval '180 days');
select add_retention_policy('enforcement_volume_daily', drop_after => interval '2 years');

create materialized view execution_status_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 hour', time) as bucket, entity_ref as action_ref, new_values ->> 'status' as new_status, count(*) as transition_count
from execution_history
where 'status' = any (changed_fields) and new_values is not null
group by 1, 2, 3
with no data;

create materialized view execution_status_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 day', bucket) as bucket, action_ref, new_status, sum(transition_count)::bigint as transition_count
from execution_status_hourly
group by 1, 2, 3
with no data;

select add_continuous_aggregate_policy('execution_status_hourly',
  start_offset => interval '7 days', end_offset => interval '1 hour',
  schedule_interval => interval '30 minutes');
select add_continuous_aggregate_policy('execution_status_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '6 hours');
select add_retention_policy('execution_status_hourly', drop_after => interval '180 days');
select add_retention_policy('execution_status_daily', drop_after => interval '2 years');

create materialized view execution_throughput_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 hour', time) as bucket, entity_ref as action_ref, count(*) as execution_count
from execution_history
where operation = 'INSERT'
group by 1, 2
with no data;

create materialized view execution_throughput_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 day', bucket) as bucket, action_ref, sum(execution_count)::bigint as execution_count
from execution_throughput_hourly
group by 1, 2
with no data;

select add_continuous_aggregate_policy('execution_throughput_hourly',
  start_offset => interval '7 days', end_offset => interval '1 hour',
  schedule_interval => interval '30 minutes');
select add_continuous_aggregate_policy('execution_throughput_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '6 hours');
select add_retention_policy('execution_throughput_hourly', drop_after => interval '180 days');
select add_retention_policy('execution_throughput_daily', drop_after => interval '2 years');

create materialized view worker_status_hourly
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 hour', time) as bucket, entity_ref as worker_name, new_values ->> 'status' as new_status, count(*) as transition_count
from worker_history
where 'status' = any (changed_fields) and new_values is not null
group by 1, 2, 3
with no data;

create materialized view worker_status_daily
with (timescaledb.continuous, timescaledb.materialized_only = false) as
select time_bucket(interval '1 day', bucket) as bucket, worker_name, new_status, sum(transition_count)::bigint as transition_count
from worker_status_hourly
group by 1, 2, 3
with no data;

select add_continuous_aggregate_policy('worker_status_hourly',
  start_offset => interval '7 days', end_offset => interval '1 hour',
  schedule_interval => interval '30 minutes');
select add_continuous_aggregate_policy('worker_status_daily',
  start_offset => interval '30 days', end_offset => interval '1 day',
  schedule_interval => interval '6 hours');
select add_retention_policy('worker_status_hourly', drop_after => interval '180 days');
select add_retention_policy('worker_status_daily', drop_after => interval '2 years');

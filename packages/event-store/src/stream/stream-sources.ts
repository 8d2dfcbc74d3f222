import type { StreamFilter, StreamTopic } from '@clew/contracts';
import type postgres from 'postgres';
import type { Sql } from '../connect.ts';
import type { StreamPosition } from './stream-position.ts';

/** What is asked of each source: what lies behind a place and before a moment, oldest first. */
export interface StreamWindow {
  readonly after: StreamPosition;
  readonly before: string;
  readonly limit: number;
}

type Fragment = postgres.PendingQuery<postgres.Row[]>;

interface StreamSource {
  /** Its place among entries of the same moment. */
  readonly rank: number;
  readonly topic: StreamTopic;
  select(sql: Sql, window: StreamWindow, filter: StreamFilter): Fragment;
}

/**
 * An enforcement is resolved about a moment after it was created. One that had to wait for longer than
 * this lies in a compressed chunk; its resolution stands in the table, and no stream tells of it.
 */
const longestWaitDays = 7;

/** Everything that streams tell of, each with the columns `at`, `rank`, `id`, `entry`. */
export const streamSources: readonly StreamSource[] = [
  {
    rank: 1,
    topic: 'event',
    select: (sql, { after, before, limit }, filter) => sql`
      select created as at, 1 as rank, id, jsonb_build_object(
        'topic', 'event', 'id', id, 'trigger_ref', trigger_ref, 'source_ref', source_ref,
        'rule_ref', rule_ref, 'root_event', root_event, 'depth', depth,
        'payload', clew_internal.history_value(payload), 'created', ${utc(sql, 'created')}) as entry
      from event
      where created >= ${after.at}::timestamptz and created < ${before}::timestamptz
        and (created, 1, id) > (${after.at}::timestamptz, ${after.rank}::integer, ${after.id}::bigint)
        ${textIs(sql, 'trigger_ref', filter.trigger_ref)} ${idIs(sql, 'id', filter.entity_id)}
      order by created, id limit ${limit}::integer`,
  },
  {
    rank: 2,
    topic: 'enforcement',
    select: (sql, { after, before, limit }, filter) => sql`
      select created as at, 2 as rank, id, ${enforcementEntry(sql, 'created')} as entry
      from enforcement
      where created >= ${after.at}::timestamptz and created < ${before}::timestamptz
        and (created, 2, id) > (${after.at}::timestamptz, ${after.rank}::integer, ${after.id}::bigint)
        ${enforcementIs(sql, filter)}
      order by created, id limit ${limit}::integer`,
  },
  {
    rank: 3,
    topic: 'enforcement',
    select: (sql, { after, before, limit }, filter) => sql`
      select resolved_at as at, 3 as rank, id, ${enforcementEntry(sql, 'resolved')} as entry
      from enforcement
      where created >= ${after.at}::timestamptz - make_interval(days => ${longestWaitDays}::integer)
        and created < ${before}::timestamptz
        and resolved_at >= ${after.at}::timestamptz and resolved_at < ${before}::timestamptz
        and (resolved_at, 3, id) > (${after.at}::timestamptz, ${after.rank}::integer, ${after.id}::bigint)
        ${enforcementIs(sql, filter)}
      order by resolved_at, id limit ${limit}::integer`,
  },
  {
    rank: 4,
    topic: 'execution',
    select: (sql, window, filter) =>
      changes(sql, 'execution', 4, window, { ...filter, ref: filter.action_ref }),
  },
  {
    rank: 5,
    topic: 'worker',
    select: (sql, window, filter) =>
      changes(sql, 'worker', 5, window, { ...filter, ref: undefined }),
  },
  {
    rank: 6,
    topic: 'output',
    select: (sql, { after, before, limit }, filter) => sql`
      select time as at, 6 as rank, id, jsonb_build_object(
        'topic', 'output', 'id', id, 'time', ${utc(sql, 'time')}, 'execution', execution,
        'action_ref', action_ref, 'fencing_token', fencing_token, 'stream', stream,
        'position', position, 'text', text) as entry
      from execution_output
      where time >= ${after.at}::timestamptz and time < ${before}::timestamptz
        and (time, 6, id) > (${after.at}::timestamptz, ${after.rank}::integer, ${after.id}::bigint)
        ${textIs(sql, 'action_ref', filter.action_ref)} ${idIs(sql, 'execution', filter.entity_id)}
      order by time, id limit ${limit}::integer`,
  },
];

function changes(
  sql: Sql,
  topic: 'execution' | 'worker',
  rank: number,
  { after, before, limit }: StreamWindow,
  filter: { readonly ref: string | undefined; readonly entity_id?: number | undefined },
): Fragment {
  return sql`
    select time as at, ${rank}::integer as rank, id, jsonb_build_object(
      'topic', ${topic}::text, 'id', id, 'time', ${utc(sql, 'time')}, 'operation', operation,
      'entity_id', entity_id, 'entity_ref', entity_ref, 'changed_fields', changed_fields,
      'old_values', old_values, 'new_values', new_values) as entry
    from ${sql(`${topic}_history`)}
    where time >= ${after.at}::timestamptz and time < ${before}::timestamptz
      and (time, ${rank}::integer, id) > (${after.at}::timestamptz, ${after.rank}::integer, ${after.id}::bigint)
      ${textIs(sql, 'entity_ref', filter.ref)} ${idIs(sql, 'entity_id', filter.entity_id)}
    order by time, id limit ${limit}::integer`;
}

function enforcementEntry(sql: Sql, change: 'created' | 'resolved'): Fragment {
  return sql`jsonb_build_object(
    'topic', 'enforcement', 'change', ${change}::text, 'id', id, 'rule_ref', rule_ref,
    'trigger_ref', trigger_ref, 'event', event, 'status', status, 'error', error,
    'created', ${utc(sql, 'created')}, 'resolved_at', ${utc(sql, 'resolved_at')})`;
}

function enforcementIs(sql: Sql, filter: StreamFilter): Fragment {
  return sql`${textIs(sql, 'trigger_ref', filter.trigger_ref)}
    ${textIs(sql, 'rule_ref', filter.rule_ref)} ${idIs(sql, 'id', filter.entity_id)}`;
}

/** A moment inside JSON, spelled as the driver spells it outside. */
function utc(sql: Sql, column: string): Fragment {
  return sql`to_char(${sql(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

function textIs(sql: Sql, column: string, value: string | undefined): Fragment {
  return value === undefined ? sql`` : sql`and ${sql(column)} = ${value}::text`;
}

function idIs(sql: Sql, column: string, value: number | undefined): Fragment {
  return value === undefined ? sql`` : sql`and ${sql(column)} = ${value}::bigint`;
}

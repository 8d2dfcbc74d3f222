import {
  constraintTypeSchema,
  dependencyStrengthSchema,
  dependencyTypeSchema,
  entryTypeSchema,
  severitySchema,
  summaryLevelSchema,
} from '@clew/contracts';

/** How a row of the older system is written into a table as that is now. */
export interface ReturningRows {
  /** What must name an active symbol; one that is optional may name nothing at all. */
  readonly references: readonly { readonly field: string; readonly optional: boolean }[];
  /** The columns that are written, in the order of `select`. */
  readonly columns: readonly string[];
  /** Columns that make two rows say the same. */
  readonly identity: readonly string[];
  /** Reads the row of the entry with the bound id; answers none while a reference is missing. */
  readonly select: string;
}

const now = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;
const time = (field: string) =>
  `coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', q.row ->> '${field}'), ${now})`;
const oneOf = (field: string, values: readonly string[], otherwise: string) =>
  `case when q.row ->> '${field}' in (${values.map((each) => `'${each}'`).join(', ')}) then q.row ->> '${field}' else '${otherwise}' end`;

/** Joins the active symbol that a field names. */
const join = (alias: string, field: string) =>
  `join symbols ${alias} on ${alias}.fqn = q.row ->> '${field}' and ${alias}.deleted_at is null`;

/**
 * Every table that rows were moved out of, read as `0001_cascade_deletes` reads the rows that it keeps,
 * so that a row that comes back is the one that it would have been.
 */
export const returningRows: Readonly<Record<string, ReturningRows>> = {
  edges: {
    references: [
      { field: 'from_fqn', optional: false },
      { field: 'to_fqn', optional: false },
    ],
    columns: ['from_id', 'to_id', 'relation', 'line', 'file_id', 'resolution', 'metadata'],
    identity: ['from_id', 'relation', 'to_id', 'line'],
    select: `
      select
        case when q.row ->> 'relation' = 'member_of' then t.id else f.id end as from_id,
        case when q.row ->> 'relation' = 'member_of' then f.id else t.id end as to_id,
        coalesce(r.id, 2) as relation,
        case
          when json_valid(q.row ->> 'metadata') and json_type(q.row ->> 'metadata', '$.line') = 'integer' and json_extract(q.row ->> 'metadata', '$.line') > 0
            then json_extract(q.row ->> 'metadata', '$.line')
          else 0
        end as line,
        f.file_id,
        3 as resolution,
        case
          when r.id is null and q.row ->> 'metadata' is null then json_object('relation', q.row ->> 'relation')
          when r.id is null and json_valid(q.row ->> 'metadata') and json_type(q.row ->> 'metadata') = 'object' then json_set(q.row ->> 'metadata', '$.relation', q.row ->> 'relation')
          when r.id is null then json_object('relation', q.row ->> 'relation', 'metadata', q.row ->> 'metadata')
          when q.row ->> 'metadata' is null or json_valid(q.row ->> 'metadata') then q.row ->> 'metadata'
          else json_object('metadata', q.row ->> 'metadata')
        end as metadata
      from orphan_quarantine q
      ${join('f', 'from_fqn')}
      ${join('t', 'to_fqn')}
      left join relations r on r.name = case q.row ->> 'relation' when 'member_of' then 'contains' when 'extends' then 'inherits' else q.row ->> 'relation' end
      where q.id = ?`,
  },
  entry_points: {
    references: [{ field: 'symbol_fqn', optional: false }],
    columns: ['symbol_id', 'entry_type', 'http_method', 'http_path', 'cron_expression', 'mq_queue'],
    identity: [
      'symbol_id',
      'entry_type',
      'http_method',
      'http_path',
      'cron_expression',
      'mq_queue',
    ],
    select: `
      select
        s.id as symbol_id,
        case when q.row ->> 'entry_type' = 'quartz_job' then 'scheduled' else ${oneOf('entry_type', entryTypeSchema.options, 'other')} end as entry_type,
        q.row ->> 'http_method' as http_method,
        q.row ->> 'http_path' as http_path,
        q.row ->> 'cron_expression' as cron_expression,
        q.row ->> 'mq_queue' as mq_queue
      from orphan_quarantine q ${join('s', 'symbol_fqn')}
      where q.id = ?`,
  },
  external_dependencies: {
    references: [{ field: 'caller_fqn', optional: false }],
    columns: ['caller_id', 'dependency_type', 'target', 'strength'],
    identity: ['caller_id', 'dependency_type', 'target'],
    select: `
      select
        s.id as caller_id,
        ${oneOf('dependency_type', dependencyTypeSchema.options, 'other')} as dependency_type,
        q.row ->> 'target' as target,
        ${oneOf('strength', dependencyStrengthSchema.options, 'strong')} as strength
      from orphan_quarantine q ${join('s', 'caller_fqn')}
      where q.id = ?`,
  },
  anti_patterns: {
    references: [
      { field: 'from_fqn', optional: false },
      { field: 'to_fqn', optional: true },
    ],
    columns: ['rule', 'from_id', 'to_id', 'severity', 'message', 'detected_at'],
    identity: ['from_id', 'to_id', 'rule'],
    select: `
      select
        q.row ->> 'rule_id' as rule,
        f.id as from_id,
        t.id as to_id,
        case when q.row ->> 'severity' = 'critical' then 'error' else ${oneOf('severity', severitySchema.options, 'warning')} end as severity,
        q.row ->> 'message' as message,
        ${time('detected_at')} as detected_at
      from orphan_quarantine q
      ${join('f', 'from_fqn')}
      left ${join('t', 'to_fqn')}
      where q.id = ? and (q.row ->> 'to_fqn' is null or t.id is not null)`,
  },
  summaries: {
    references: [{ field: 'target_fqn', optional: false }],
    columns: ['target_id', 'level', 'summary', 'is_stale', 'created_at', 'updated_at'],
    identity: ['target_id', 'level'],
    select: `
      select
        s.id as target_id,
        ${oneOf('level', summaryLevelSchema.options, 'symbol')} as level,
        coalesce(q.row ->> 'summary', '') as summary,
        case when q.row ->> 'summary' is null or coalesce(q.row ->> 'is_stale', 0) <> 0 then 1 else 0 end as is_stale,
        ${time('created_at')} as created_at,
        ${time('updated_at')} as updated_at
      from orphan_quarantine q ${join('s', 'target_fqn')}
      where q.id = ?`,
  },
  glossary: {
    references: [{ field: 'source_fqn', optional: false }],
    columns: ['code_term', 'business_meaning', 'synonyms', 'source_id', 'created_at', 'updated_at'],
    identity: ['source_id', 'code_term collate nocase'],
    select: `
      select
        q.row ->> 'code_term' as code_term,
        q.row ->> 'business_meaning' as business_meaning,
        case when coalesce(q.row ->> 'synonyms', '') = '' then '[]' when json_valid(q.row ->> 'synonyms') and json_type(q.row ->> 'synonyms') = 'array' then q.row ->> 'synonyms' else json_array(q.row ->> 'synonyms') end as synonyms,
        s.id as source_id,
        ${time('created_at')} as created_at,
        ${time('created_at')} as updated_at
      from orphan_quarantine q ${join('s', 'source_fqn')}
      where q.id = ?`,
  },
  constraints: {
    references: [{ field: 'source_fqn', optional: false }],
    columns: [
      'name',
      'description',
      'constraint_type',
      'source_id',
      'source_line',
      'created_at',
      'updated_at',
    ],
    identity: ['source_id', 'name collate nocase'],
    select: `
      select
        q.row ->> 'name' as name,
        q.row ->> 'description' as description,
        ${oneOf('constraint_type', constraintTypeSchema.options, 'other')} as constraint_type,
        s.id as source_id,
        case when json_type(q.row, '$.source_line') = 'integer' then q.row ->> 'source_line' end as source_line,
        ${time('created_at')} as created_at,
        ${time('created_at')} as updated_at
      from orphan_quarantine q ${join('s', 'source_fqn')}
      where q.id = ?`,
  },
};

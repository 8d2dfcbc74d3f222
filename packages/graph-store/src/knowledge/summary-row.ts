import { type OwnSummary, type Summary, summaryLevelSchema } from '@clew/contracts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { versionOf } from './version-of.ts';

/** A summary, with names that those of its symbol leave free. */
export interface SummaryRow {
  readonly summary_id: number;
  readonly level: string;
  readonly summary: string;
  readonly is_stale: number;
  readonly source_hash: string | null;
  readonly written_at: string;
  readonly changed_at: string;
}

const columns = `
  m.id as summary_id, m.level, m.summary, m.is_stale, m.source_hash, m.created_at as written_at,
  m.updated_at as changed_at`;

export const selectOwnSummaries = `select ${columns} from summaries m`;

/** Summaries of active symbols, with their symbols. */
export const selectSummaries = `
  select ${symbolRefColumns}, ${columns}
  from summaries m
  join symbols s on s.id = m.target_id and s.deleted_at is null
  left join files f on f.id = s.file_id`;

export function toOwnSummary(row: SummaryRow): OwnSummary {
  return {
    level: summaryLevelSchema.parse(row.level),
    summary: row.summary,
    source_hash: row.source_hash,
    is_stale: row.is_stale === 1,
    version: versionOf(['summary', row.level, row.summary, row.source_hash]),
    created_at: row.written_at,
    updated_at: row.changed_at,
  };
}

export function toSummary(row: SummaryRow & SymbolRefRow): Summary {
  return { target: toSymbolRef(row), ...toOwnSummary(row) };
}

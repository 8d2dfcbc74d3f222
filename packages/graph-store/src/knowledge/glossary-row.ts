import type { GlossaryTerm, OwnGlossaryTerm } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { symbolRefColumns } from '../symbols/symbol-row.ts';
import { type SourceRefRow, toSourceRef } from './source-ref.ts';
import { versionOf } from './version-of.ts';

/** A term, with names that those of its symbol leave free. */
export interface GlossaryRow {
  readonly term_id: number;
  readonly code_term: string;
  readonly business_meaning: string | null;
  /** A JSON array. */
  readonly synonyms: string;
  readonly source_id: number | null;
  readonly source_hash: string | null;
  readonly is_stale: number;
  readonly written_at: string;
  readonly changed_at: string;
}

const columns = `
  g.id as term_id, g.code_term, g.business_meaning, g.synonyms, g.source_id, g.source_hash, g.is_stale,
  g.created_at as written_at, g.updated_at as changed_at`;

export const selectOwnTerms = `select ${columns} from glossary g`;

/** Terms, with their symbols. Those of deleted symbols are among them. */
export const selectTerms = `
  select ${symbolRefColumns}, s.deleted_at, ${columns}
  from glossary g
  left join symbols s on s.id = g.source_id
  left join files f on f.id = s.file_id`;

export function toOwnTerm(row: GlossaryRow): OwnGlossaryTerm {
  const { code_term, business_meaning, synonyms, source_hash } = row;
  return {
    id: row.term_id,
    code_term,
    business_meaning,
    synonyms: JSON.parse(synonyms) as string[],
    source_hash,
    is_stale: row.is_stale === 1,
    version: versionOf(['term', code_term, business_meaning, synonyms, row.source_id, source_hash]),
    created_at: row.written_at,
    updated_at: row.changed_at,
  };
}

export function toTerm(row: GlossaryRow & SourceRefRow): GlossaryTerm {
  return { ...toOwnTerm(row), source: toSourceRef(row) };
}

/** @throws GraphError `knowledge_not_found` */
export function requireTerm(graph: Graph, id: number): GlossaryRow & SourceRefRow {
  const row = graph
    .prepare<[number], GlossaryRow & SourceRefRow>(`${selectTerms} where g.id = ?`)
    .get(id);
  if (row !== undefined) return row;
  throw new GraphError(
    'knowledge_not_found',
    `There is no glossary term ${id}. List the glossary to see which there are.`,
  );
}

/**
 * One word has one meaning in a place: the same word, in any case, for the same symbol is refused.
 *
 * @throws GraphError `knowledge_exists`
 */
export function assertTermIsFree(
  graph: Graph,
  {
    id = null,
    code_term,
    sourceId,
  }: {
    /** The term that may bear the name, because it is the one that is changed. */
    readonly id?: number | null;
    readonly code_term: string;
    readonly sourceId: number | null;
  },
): void {
  const holder = graph
    .prepare<[string, number | null, number | null], { id: number }>(`
      select id from glossary
      where code_term = ? collate nocase and source_id is ? and id is not ?`)
    .get(code_term, sourceId, id);
  if (holder === undefined) return;
  throw new GraphError(
    'knowledge_exists',
    `The glossary has the term "${code_term}" there already (${holder.id}). Change that one.`,
  );
}

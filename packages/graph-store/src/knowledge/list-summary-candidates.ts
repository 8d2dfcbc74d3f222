import type { GenerationScope, SymbolKind } from '@clew/contracts';
import { symbolKindSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';

/** A symbol of the project that lacks a fresh summary. */
export interface SummaryCandidate {
  readonly fqn: string;
  readonly name: string;
  readonly kind: SymbolKind;
  readonly parent: string | null;
  readonly why: 'missing' | 'stale';
  /** Whether other files may use it. */
  readonly isPublic: boolean;
  /** Symbols that use it. */
  readonly uses: number;
}

interface CandidateRow {
  readonly fqn: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly is_stale: number;
  readonly is_public: number;
  readonly uses: number;
  readonly total: number;
}

const contains = relationCode('contains');

/**
 * The symbols of the project that have no summary, or one whose source has changed since, the most
 * important first: public ones before others, then by how many symbols use them, then by name. Reads the
 * uses of every symbol that qualifies, so it belongs off the main thread.
 */
export function listSummaryCandidates({
  ctx: { graph },
  input: { scope, kinds, path, symbols, limit },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly scope: GenerationScope;
    readonly kinds: readonly SymbolKind[];
    /** A file, or a folder with everything below it. */
    readonly path?: string | undefined;
    /** These and no others. */
    readonly symbols?: readonly string[] | undefined;
    readonly limit: number;
  };
}): { readonly items: readonly SummaryCandidate[]; readonly total: number } {
  const rows = graph
    .prepare<[Readonly<Record<string, string | number | null>>], CandidateRow>(`
      with chosen as (
        select s.id, s.fqn, s.name, s.kind, p.fqn as parent,
          (select min(m.is_stale) from summaries m where m.target_id = s.id) as fresh,
          (select max(m.is_stale) from summaries m where m.target_id = s.id) as is_stale,
          s.kind in ('package', 'module', 'file')
            or s.modifiers like '%"export"%' or s.modifiers like '%"public"%'
            or (s.modifiers not like '%"private"%' and s.modifiers not like '%"protected"%'
              and s.name not like '#%' and p.kind not in ('package', 'module', 'file')
              and (p.modifiers like '%"export"%' or p.modifiers like '%"public"%')) as is_public
        from symbols s
        left join symbols p on p.id = s.parent_id
        left join files f on f.id = s.file_id
        where s.deleted_at is null and s.origin = 'project'
          and s.kind in (select value from json_each(:kinds))
          and (:symbols is null or s.fqn in (select value from json_each(:symbols)))
          and (:path is null or f.path = :path
            or substr(f.path, 1, length(:path) + 1) = :path || '/')
      )
      select fqn, name, kind, parent, coalesce(is_stale, 0) as is_stale, coalesce(is_public, 0) as is_public,
        (select count(distinct e.from_id) from edges e
         where e.to_id = chosen.id and e.relation <> ${contains}) as uses,
        count(*) over () as total
      from chosen
      where (fresh is null and :scope <> 'stale') or (is_stale = 1 and :scope <> 'missing')
      order by is_public desc, uses desc, fqn
      limit :limit`)
    .all({
      scope,
      kinds: JSON.stringify(kinds),
      path: path ?? null,
      symbols: symbols === undefined ? null : JSON.stringify(symbols),
      limit,
    });
  return {
    items: rows.map((row) => ({
      fqn: row.fqn,
      name: row.name,
      kind: symbolKindSchema.parse(row.kind),
      parent: row.parent,
      why: row.is_stale === 1 ? 'stale' : 'missing',
      isPublic: row.is_public === 1,
      uses: row.uses,
    })),
    total: rows[0]?.total ?? 0,
  };
}

import {
  type Symbol as GraphSymbol,
  type SymbolRef,
  symbolKindSchema,
  symbolOriginSchema,
} from '@clew/contracts';

/** A symbol joined with the path of its file and the fqn of its parent. */
export interface SymbolRow {
  readonly id: number;
  readonly fqn: string;
  readonly kind: string;
  readonly name: string;
  readonly origin: string;
  readonly file: string | null;
  readonly parent: string | null;
  readonly start_line: number | null;
  readonly end_line: number | null;
  readonly signature: string | null;
  readonly modifiers: string;
  readonly annotations: string;
  readonly deleted_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export const selectSymbols = `
  select s.id, s.fqn, s.kind, s.name, s.origin, f.path as file, p.fqn as parent, s.start_line, s.end_line,
  s.signature, s.modifiers, s.annotations, s.deleted_at, s.created_at, s.updated_at
  from symbols s
  left join files f on f.id = s.file_id
  left join symbols p on p.id = s.parent_id`;

/** The columns of `SymbolRef`, for queries that name the symbol `s` and its file `f`. */
export const symbolRefColumns =
  's.id, s.fqn, s.kind, s.name, s.origin, f.path as file, s.start_line';

export type SymbolRefRow = Pick<
  SymbolRow,
  'id' | 'fqn' | 'kind' | 'name' | 'origin' | 'file' | 'start_line'
>;

export function toSymbolRef(row: SymbolRefRow): SymbolRef {
  return {
    fqn: row.fqn,
    kind: symbolKindSchema.parse(row.kind),
    name: row.name,
    origin: symbolOriginSchema.parse(row.origin),
    file: row.file,
    start_line: row.start_line,
  };
}

export function toSymbol(row: SymbolRow): GraphSymbol {
  return {
    ...toSymbolRef(row),
    parent: row.parent,
    end_line: row.end_line,
    signature: row.signature,
    modifiers: JSON.parse(row.modifiers) as string[],
    annotations: JSON.parse(row.annotations) as string[],
    deleted_at: row.deleted_at,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

/** The kinds of objects that make up the schema, in the order in which they can be created. */
export const catalogueKinds = [
  'sequence',
  'function',
  'table',
  'row function',
  'constraint',
  'hypertable',
  'index',
  'trigger',
  'columnstore',
  'aggregate',
  'columnstore policy',
  'retention policy',
  'refresh policy',
  'comment',
] as const;

export type CatalogueKind = (typeof catalogueKinds)[number];

/** One object of a database, as the SQL that would create it. */
export interface CatalogueEntry {
  readonly kind: CatalogueKind;
  readonly name: string;
  readonly definition: string;
}

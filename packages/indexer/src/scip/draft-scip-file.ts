import type { EnclosingDefinition, PlacedDefinition } from './enclosing-definitions.ts';
import { enclosingDefinitions } from './enclosing-definitions.ts';
import type { ScipDocument, ScipOccurrence } from './scip-message.ts';
import { isLocalSymbol } from './scip-symbol.ts';
import type { ScipEntry, ScipSymbolTable } from './scip-symbol-table.ts';
import type { ScipTally } from './scip-tally.ts';
import type { SiteText } from './site-text.ts';

const DEFINITION = 1;
const IMPORT = 2;
const FORWARD_DEFINITION = 64;

export interface DraftDefinition extends PlacedDefinition {
  readonly entry: ScipEntry;
  readonly endLine: number;
}

/** A site that names a symbol, before it is known which symbols the project defines. */
export interface DraftSite {
  readonly target: ScipEntry;
  /** The definition around it; null for the file. */
  readonly caller: ScipEntry | null;
  /** From 1. */
  readonly line: number;
  readonly isImport: boolean;
  /** Null when there is no source to look at. */
  readonly isCalled: boolean | null;
  readonly isEstimated: boolean;
}

/** What one document says. */
export interface DraftFile {
  readonly path: string;
  readonly language: string;
  readonly contentHash: string;
  readonly source: SiteText | null;
  readonly definitions: ReadonlyMap<ScipEntry, DraftDefinition>;
  readonly sites: readonly DraftSite[];
  /** Symbols that the document describes. */
  readonly described: readonly ScipEntry[];
}

interface DraftInput {
  readonly document: ScipDocument;
  readonly path: string;
  readonly language: string;
  readonly contentHash: string;
  readonly source: SiteText | null;
}

/** Reads definitions and sites of one document; every occurrence ends up in a count. */
export function draftScipFile({
  ctx: { table, tally },
  input: { document, path, language, contentHash, source },
}: {
  readonly ctx: { readonly table: ScipSymbolTable; readonly tally: ScipTally };
  readonly input: DraftInput;
}): DraftFile {
  const described: ScipEntry[] = [];
  for (const information of document.symbols) {
    if (isLocalSymbol(information.symbol)) continue;
    const entry = table.lookup(information.symbol);
    if (entry === 'parameter') continue;
    if (entry === 'malformed') {
      tally.problem(`${path}: the symbol "${information.symbol}" does not follow the grammar`);
      continue;
    }
    entry.information ??= information;
    described.push(entry);
    for (const { symbol, isImplementation } of information.relationships) {
      const target = isImplementation ? table.lookup(symbol) : null;
      if (target !== null && typeof target === 'object') target.isImplemented = true;
    }
  }
  const definitions = new Map<ScipEntry, DraftDefinition>();
  const references: { readonly entry: ScipEntry; readonly occurrence: ScipOccurrence }[] = [];
  for (const occurrence of document.occurrences) {
    tally.count('occurrences');
    const entry = entryOf(occurrence, table);
    if (typeof entry === 'string') tally.count(entry);
    else if ((occurrence.roles & DEFINITION) === 0) references.push({ entry, occurrence });
    else if (entry.name.suffix === 'namespace' || isModuleMark(entry)) tally.count('namespaces');
    else if (definitions.has(entry)) tally.count('repeated_definitions');
    else definitions.set(entry, placeOf(entry, occurrence));
  }
  const around = enclosingDefinitions([...definitions.values()]);
  const sites = references.map(({ entry, occurrence }) =>
    siteOf(entry, occurrence, source, around, tally),
  );
  return { path, language, contentHash, source, definitions, sites, described };
}

/** What an occurrence names, or under which heading it is counted and left out. */
function entryOf(
  { symbol, roles }: ScipOccurrence,
  table: ScipSymbolTable,
): ScipEntry | 'without_symbol' | 'locals' | 'parameters' | 'malformed' | 'forward_definitions' {
  if (symbol === '') return 'without_symbol';
  if (isLocalSymbol(symbol)) return 'locals';
  const entry = table.lookup(symbol);
  if (entry === 'parameter') return 'parameters';
  if (entry === 'malformed' || (roles & FORWARD_DEFINITION) === 0) return entry;
  return 'forward_definitions';
}

function isModuleMark({ symbol }: ScipEntry): boolean {
  return (
    symbol.descriptors.at(-1)?.suffix === 'meta' && symbol.descriptors.at(-1)?.name === '__init__'
  );
}

function placeOf(entry: ScipEntry, { range, enclosing }: ScipOccurrence): DraftDefinition {
  const [line, character, endLine] = range;
  return {
    entry,
    line,
    character,
    enclosing,
    endLine: enclosing === null ? endLine : lastLine(enclosing),
    holdsCode: entry.name.suffix !== 'meta',
  };
}

/** The end of a range is exclusive: one that ends before the first character ends a line earlier. */
function lastLine([startLine, , endLine, end]: readonly [number, number, number, number]): number {
  return end === 0 && endLine > startLine ? endLine - 1 : endLine;
}

function siteOf(
  target: ScipEntry,
  { range, roles }: ScipOccurrence,
  source: SiteText | null,
  around: (line: number, character: number) => EnclosingDefinition<DraftDefinition> | null,
  tally: ScipTally,
): DraftSite {
  tally.count('references');
  const [startLine, start, endLine, end] = range;
  const found = around(startLine, start);
  if (found?.isEstimated === true) tally.count('estimated_callers');
  return {
    target,
    caller: found?.definition.entry ?? null,
    line: startLine + 1,
    isImport: (roles & IMPORT) !== 0 || (found === null && source?.isImport(startLine) === true),
    isCalled: source?.isCalled(startLine, start, endLine, end) ?? null,
    isEstimated: found?.isEstimated ?? false,
  };
}

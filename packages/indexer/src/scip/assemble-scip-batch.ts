import { createHash } from 'node:crypto';
import type {
  EdgeFact,
  ExternalFact,
  FactBatch,
  FileFacts,
  Relation,
  SymbolFact,
} from '@clew/contracts';
import { byText } from '../text-order.ts';
import { declarationMarks } from './declaration-marks.ts';
import type { DraftDefinition, DraftFile, DraftSite } from './draft-scip-file.ts';
import type { ScipEntry, ScipSymbolTable } from './scip-symbol-table.ts';
import type { ScipTally } from './scip-tally.ts';

const MAX_SIGNATURE = 1000;

interface Assembly {
  readonly table: ScipSymbolTable;
  readonly tally: ScipTally;
  readonly rootPackage: string;
  readonly fileFqns: ReadonlySet<string>;
  readonly namespaces: Map<string, SymbolFact>;
  readonly externals: Map<string, ExternalFact>;
}

/** Puts the drafts of all documents together: the facts of the languages that the index covers. */
export function assembleScipBatch({
  ctx: { table, tally },
  input: { drafts, rootPackage, commit },
}: {
  readonly ctx: { readonly table: ScipSymbolTable; readonly tally: ScipTally };
  readonly input: {
    /** The documents of each path; more than one where the index repeats it. */
    readonly drafts: ReadonlyMap<string, readonly DraftFile[]>;
    readonly rootPackage: string;
    readonly commit: string | null;
  };
}): FactBatch {
  const paths = [...drafts.keys()].sort(byText);
  for (const path of paths) {
    for (const draft of drafts.get(path) ?? []) {
      for (const { entry } of draft.definitions.values()) entry.definedIn ??= path;
    }
  }
  // What is described but defined nowhere belongs to the first file that describes it.
  for (const path of paths) {
    for (const entry of (drafts.get(path) ?? []).flatMap(({ described }) => described)) {
      if (entry.definedIn !== null || entry.name.suffix === 'namespace') continue;
      entry.definedIn = path;
      tally.count('symbols_without_definition');
    }
  }
  const assembly: Assembly = {
    table,
    tally,
    rootPackage,
    fileFqns: new Set(paths.map((path) => `${rootPackage}/${path}`)),
    namespaces: new Map(),
    externals: new Map(),
  };
  const files = paths.map((path) => fileFacts(assembly, path, drafts.get(path) ?? []));
  for (const fqn of assembly.namespaces.keys()) assembly.externals.delete(fqn);
  const packages = [packageFact(rootPackage, 'package', null), ...assembly.namespaces.values()];
  const languages = [...new Set(files.map(({ language }) => language))].sort(byText);
  return {
    scope: 'full',
    languages,
    commit,
    packages: packages.sort((a, b) => byText(a.fqn, b.fqn)),
    externals: [...assembly.externals.values()].sort((a, b) => byText(a.fqn, b.fqn)),
    files,
    removed_files: [],
    failures: [],
  };
}

function fileFacts(assembly: Assembly, path: string, drafts: readonly DraftFile[]): FileFacts {
  const { table, tally, rootPackage } = assembly;
  const [first] = drafts;
  const fileFqn = `${rootPackage}/${path}`;
  const own = new Map<ScipEntry, DraftDefinition | null>();
  for (const { definitions, described } of drafts) {
    for (const [entry, definition] of definitions) {
      if (entry.definedIn !== path || own.has(entry)) tally.count('repeated_definitions');
      else {
        own.set(entry, definition);
        tally.count('definitions');
        if (entry.information === null) tally.count('symbols_without_information');
      }
    }
    for (const entry of described) {
      if (entry.definedIn === path && !own.has(entry)) own.set(entry, null);
    }
  }
  const edges = new EdgeSet();
  const symbols: SymbolFact[] = [];
  for (const [entry, definition] of own) {
    const line = definition === null ? 0 : definition.line + 1;
    const owner = table.owners(entry).find((each) => own.has(each));
    const namespace = table.owners(entry).find(({ name }) => name.suffix === 'namespace');
    const { fqn: to } = entry.name;
    edges.add({ from: owner?.name.fqn ?? fileFqn, to, relation: 'contains', line });
    const outer =
      owner === undefined && namespace !== undefined ? namespaceFact(assembly, namespace) : null;
    if (outer !== null) edges.add({ from: outer, to, relation: 'contains', line });
    const parent = owner?.name.fqn ?? outer ?? fileFqn;
    symbols.push(symbolFact(entry, definition, parent, drafts[0], table));
    addRelationships(assembly, { entry, line, edges });
  }
  edges.add({ from: rootPackage, to: fileFqn, relation: 'contains', line: 0 });
  for (const { sites } of drafts) {
    for (const site of sites) addSite(assembly, { site, own, fileFqn, edges });
  }
  symbols.sort((a, b) => (a.start_line ?? 0) - (b.start_line ?? 0) || byText(a.fqn, b.fqn));
  const digest = createHash('sha256').update(JSON.stringify(symbols)).digest('hex').slice(0, 32);
  const file: SymbolFact = {
    ...packageFact(fileFqn, 'file', rootPackage),
    name: path.slice(path.lastIndexOf('/') + 1),
    shape_hash: digest,
    body_hash: first?.contentHash.slice(0, 32) ?? null,
  };
  return {
    path,
    content_hash: first?.contentHash ?? '',
    language: first?.language ?? 'unknown',
    symbols: [file, ...symbols],
    edges: edges.sorted(),
    unresolved: [],
  };
}

function packageFact(fqn: string, kind: SymbolFact['kind'], parent: string | null): SymbolFact {
  return {
    fqn,
    kind,
    name: fqn,
    parent,
    start_line: null,
    end_line: null,
    signature: null,
    modifiers: [],
    annotations: [],
    shape_hash: null,
    body_hash: null,
  };
}

/** A namespace belongs to no file. One that is named like a file of the codebase is that file. */
function namespaceFact(assembly: Assembly, entry: ScipEntry): string | null {
  const { fqn } = entry.name;
  if (fqn === assembly.rootPackage || assembly.fileFqns.has(fqn)) return null;
  if (!assembly.namespaces.has(fqn)) {
    const isPackage = /^(?:semanticdb|scip-java|scip-kotlin)$/.test(entry.symbol.scheme);
    const kind = isPackage ? 'package' : 'module';
    assembly.namespaces.set(fqn, packageFact(fqn, kind, assembly.rootPackage));
  }
  return fqn;
}

function symbolFact(
  entry: ScipEntry,
  definition: DraftDefinition | null,
  parent: string,
  draft: DraftFile | undefined,
  table: ScipSymbolTable,
): SymbolFact {
  const signature = entry.information?.signature?.trim() ?? null;
  const marks = declarationMarks(signature ?? '');
  const kind = table.kind(entry);
  const body =
    definition === null || definition.enclosing === null
      ? null
      : (draft?.source?.lines(definition.line, definition.endLine) ?? null);
  return {
    fqn: entry.name.fqn,
    kind,
    name: entry.information?.displayName || entry.name.name,
    parent,
    start_line: definition === null ? null : definition.line + 1,
    end_line: definition === null ? null : definition.endLine + 1,
    signature: signature === null ? null : signature.slice(0, MAX_SIGNATURE),
    modifiers: [...marks.modifiers],
    annotations: [...marks.annotations],
    shape_hash: digest(`${kind}\0${signature ?? ''}`),
    body_hash: body === null ? null : digest(body.replace(/\s+/g, ' ')),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function addRelationships(
  assembly: Assembly,
  {
    entry,
    line,
    edges,
  }: { readonly entry: ScipEntry; readonly line: number; readonly edges: EdgeSet },
): void {
  const { table, tally } = assembly;
  for (const relationship of entry.information?.relationships ?? []) {
    const target = table.lookup(relationship.symbol);
    if (typeof target !== 'object' || !relationship.isImplementation || target === entry) {
      tally.count('relationships_left_out');
      continue;
    }
    const to = targetFqn(assembly, target);
    edges.add({ from: entry.name.fqn, to, relation: heritage(table, entry, target), line });
  }
}

/** SCIP knows one relationship for all three. */
function heritage(table: ScipSymbolTable, entry: ScipEntry, target: ScipEntry): Relation {
  if (entry.name.suffix !== 'type') return 'overrides';
  const isInterface = (each: ScipEntry) => table.kind(each) === 'interface';
  if (isInterface(entry)) return 'inherits';
  // Of a library type without information nothing is known but its name.
  const isUnknown = target.definedIn === null && target.information === null;
  return isInterface(target) || isUnknown ? 'implements' : 'inherits';
}

/** The name of a symbol that is pointed at; one that the project does not define becomes a stub. */
function targetFqn(assembly: Assembly, target: ScipEntry): string {
  const { fqn } = target.name;
  if (target.definedIn !== null || assembly.fileFqns.has(fqn)) return fqn;
  if (fqn === assembly.rootPackage || assembly.namespaces.has(fqn)) return fqn;
  if (!assembly.externals.has(fqn)) {
    const { package: name, scheme } = target.symbol;
    assembly.externals.set(fqn, {
      fqn,
      kind: assembly.table.kind(target),
      name: target.information?.displayName || target.name.name,
      package: name === '' ? scheme : name,
    });
  }
  return fqn;
}

function addSite(
  assembly: Assembly,
  {
    site,
    own,
    fileFqn,
    edges,
  }: {
    readonly site: DraftSite;
    readonly own: ReadonlyMap<ScipEntry, DraftDefinition | null>;
    readonly fileFqn: string;
    readonly edges: EdgeSet;
  },
): void {
  const { table } = assembly;
  const { target, caller, line } = site;
  const within =
    caller === null ? undefined : [caller, ...table.owners(caller)].find((each) => own.has(each));
  const from = site.isImport ? fileFqn : (within?.name.fqn ?? fileFqn);
  const to = targetFqn(assembly, target);
  const relation = siteRelation(table, site);
  const isGuess = site.isEstimated || (site.isCalled === null && relation === 'calls');
  const owner = table.owners(target)[0];
  const mayDispatch =
    target.isImplemented || (owner !== undefined && table.kind(owner) === 'interface');
  if (relation === 'references' && from === to) return;
  const resolution = isGuess
    ? 'heuristic'
    : relation === 'calls' && mayDispatch
      ? 'dynamic'
      : 'exact';
  edges.add({ from, to, relation, line, resolution });
  if (relation === 'calls' && table.kind(target) === 'constructor' && owner !== undefined) {
    const type = targetFqn(assembly, owner);
    edges.add({ from, to: type, relation: 'instantiates', line, resolution });
  }
}

/** What a site does with its target. SCIP has no role for calls: the source tells, if there is one. */
function siteRelation(table: ScipSymbolTable, { target, isImport, isCalled }: DraftSite): Relation {
  if (isImport) return 'imports';
  const kind = table.kind(target);
  if (kind === 'getter' || kind === 'setter') return 'calls';
  switch (target.name.suffix) {
    case 'method':
    case 'macro':
      return isCalled === false ? 'references' : 'calls';
    case 'type':
      return isCalled === true ? 'instantiates' : 'references';
    case 'term':
    case 'meta':
      return isCalled === true ? 'calls' : 'references';
    case 'namespace':
    case 'parameter':
    case 'type_parameter':
      return 'references';
    default:
      return target.name.suffix satisfies never;
  }
}

/** The edges of a file, each once; of two certainties the better. */
class EdgeSet {
  readonly #edges = new Map<string, EdgeFact>();

  add({
    from,
    to,
    relation,
    line,
    resolution = 'exact',
  }: Pick<EdgeFact, 'from' | 'to' | 'relation' | 'line'> & Partial<EdgeFact>): void {
    const key = `${relation}\0${line}\0${from}\0${to}`;
    const known = this.#edges.get(key);
    if (known !== undefined && known.resolution !== 'heuristic') return;
    this.#edges.set(key, { from, to, relation, line, resolution, metadata: null });
  }

  sorted(): EdgeFact[] {
    return [...this.#edges.values()].sort(
      (a, b) =>
        a.line - b.line ||
        byText(a.from, b.from) ||
        byText(a.relation, b.relation) ||
        byText(a.to, b.to),
    );
  }
}

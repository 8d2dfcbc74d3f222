import type { SymbolKind } from '@clew/contracts';
import ts from 'typescript';
import { boundSymbol } from './bound-symbol.ts';
import type { DeclaredName, NameTable } from './declared-name.ts';
import { bounded, type NameSegment } from './name-segment.ts';

/** A name while its file is still being read. */
export interface NameDraft {
  path: string;
  readonly name: string;
  kind: SymbolKind;
  readonly parent: NameDraft | null;
  readonly declarations: ts.Node[];
  primary: ts.Node;
  visible: ts.Node;
  readonly overloads: NameDraft[];
  readonly overloadOf: NameDraft | null;
  exported: boolean;
  readonly children: NameDraft[];
  /** The first symbol's function declarations; only these can be overloads of one another. */
  readonly signatures: ts.SignatureDeclaration[];
  readonly symbol: ts.Symbol | undefined;
  readonly fromTypeLiteral: boolean;
}

export interface Declaration {
  readonly node: ts.Node;
  readonly owner: NameDraft;
  readonly segment: NameSegment;
  readonly kind: SymbolKind;
  /** The binder's symbol, when it does not hang on `node` itself. */
  readonly symbol?: ts.Symbol | undefined;
  /** `(set)` for setters, `(static)` beside an instance member of the same name. */
  readonly suffix?: string;
  readonly exported?: boolean;
  readonly fromTypeLiteral?: boolean;
}

/** Which kind a merged name has: the first of these among its declarations. */
const PRECEDENCE: readonly SymbolKind[] = [
  'class',
  'function',
  'method',
  'constructor',
  'enum',
  'variable',
  'getter',
  'setter',
  'property',
  'interface',
  'type_alias',
  'namespace',
  'module',
];

export function precedenceOf(kind: SymbolKind): number {
  const at = PRECEDENCE.indexOf(kind);
  return at === -1 ? PRECEDENCE.length : at;
}

/** Leaves room for package and file within the 4096 characters of an fqn. */
const MAX_PATH = 2000;

function pathOf({ owner, segment, suffix = '' }: Declaration): string {
  const path = `${owner.path === '' ? '' : `${owner.path}.`}${segment.segment}${suffix}`;
  return bounded(path, MAX_PATH);
}

function hasBody(node: ts.SignatureDeclaration): boolean {
  return 'body' in node && node.body !== undefined;
}

/** Collects the names of one file and gives each its unique path. */
export class NameTableBuilder {
  readonly file: NameDraft;
  readonly #byNode = new Map<ts.Node, NameDraft>();
  /** Getter and setter share a symbol but are two names, so setters have a map of their own. */
  readonly #bySymbol = new Map<ts.Symbol, NameDraft>();
  readonly #setters = new Map<ts.Symbol, NameDraft>();
  readonly #byPath = new Map<string, NameDraft>();

  constructor(sourceFile: ts.SourceFile, name: string) {
    this.file = {
      path: '',
      name,
      kind: 'file',
      parent: null,
      declarations: [sourceFile],
      primary: sourceFile,
      visible: sourceFile,
      overloads: [],
      overloadOf: null,
      exported: false,
      children: [],
      signatures: [],
      symbol: boundSymbol(sourceFile),
      fromTypeLiteral: false,
    };
    this.#byNode.set(sourceFile, this.file);
    if (this.file.symbol !== undefined) this.#bySymbol.set(this.file.symbol, this.file);
  }

  /** The name that a symbol of this file has so far. */
  ofSymbol(symbol: ts.Symbol): NameDraft | null {
    return this.#bySymbol.get(symbol) ?? null;
  }

  /** Counts `node` as a further declaration of `name`, without changing what it is. */
  alias(node: ts.Node, name: NameDraft): void {
    this.#byNode.set(node, name);
  }

  declare(declaration: Declaration): NameDraft {
    const { node, owner, segment, kind } = declaration;
    const symbol = declaration.symbol ?? boundSymbol(node);
    const merged = this.#mergeTarget(declaration, symbol);
    if (merged !== null) {
      this.#merge(merged, node, kind, symbol);
      merged.exported ||= declaration.exported ?? false;
      return merged;
    }
    const draft: NameDraft = {
      path: this.#free(pathOf(declaration)),
      name: segment.name,
      kind,
      parent: owner,
      declarations: [node],
      primary: node,
      visible: node,
      overloads: [],
      overloadOf: null,
      exported: declaration.exported ?? false,
      children: [],
      signatures: ts.isFunctionLike(node) ? [node] : [],
      symbol,
      fromTypeLiteral: declaration.fromTypeLiteral ?? false,
    };
    owner.children.push(draft);
    this.#byPath.set(draft.path, draft);
    this.#byNode.set(node, draft);
    if (symbol !== undefined)
      (kind === 'setter' ? this.#setters : this.#bySymbol).set(symbol, draft);
    return draft;
  }

  finish(): NameTable {
    const names: DeclaredName[] = [];
    const collect = (draft: NameDraft): void => {
      names.push(draft);
      this.#separateOverloads(draft);
      names.push(...draft.overloads);
      for (const child of draft.children) collect(child);
    };
    collect(this.file);
    return { file: this.file, names, byNode: this.#byNode };
  }

  /** The name that a declaration adds to: its symbol's, or the same member of another type literal. */
  #mergeTarget(declaration: Declaration, symbol: ts.Symbol | undefined): NameDraft | null {
    if (symbol !== undefined) {
      const names = declaration.kind === 'setter' ? this.#setters : this.#bySymbol;
      const same = names.get(symbol);
      if (same !== undefined) return same;
    }
    if (declaration.kind === 'setter') return null;
    const beside = this.#byPath.get(pathOf(declaration));
    return beside?.fromTypeLiteral === true && beside.parent === declaration.owner ? beside : null;
  }

  #merge(into: NameDraft, node: ts.Node, kind: SymbolKind, symbol: ts.Symbol | undefined): void {
    into.declarations.push(node);
    this.#byNode.set(node, into);
    if (symbol !== undefined && !this.#bySymbol.has(symbol)) this.#bySymbol.set(symbol, into);
    if (ts.isFunctionLike(node) && symbol === into.symbol) into.signatures.push(node);
    const first = precedenceOf(kind) - precedenceOf(into.kind);
    if (first < 0 || (first === 0 && ts.isFunctionLike(node) && hasBody(node))) {
      if (first < 0) into.kind = kind;
      into.primary = node;
      into.visible = node;
    }
  }

  /** The signatures that callers can choose from; the implementation behind them is not one. */
  #separateOverloads(draft: NameDraft): void {
    if (draft.signatures.length < 2) return;
    const bodies = draft.signatures.filter(hasBody);
    const visible = draft.signatures.filter((signature) => !hasBody(signature));
    const [first, ...further] = visible;
    if (first === undefined) return;
    draft.primary = bodies[0] ?? first;
    draft.visible = first;
    for (const signature of further) {
      const at = draft.declarations.indexOf(signature);
      draft.declarations.splice(at, 1);
      const overload: NameDraft = {
        ...draft,
        path: this.#free(draft.path),
        declarations: [signature],
        primary: signature,
        visible: signature,
        overloads: [],
        overloadOf: draft,
        children: [],
        signatures: [],
        symbol: undefined,
      };
      this.#byPath.set(overload.path, overload);
      this.#byNode.set(signature, overload);
      draft.overloads.push(overload);
    }
  }

  #free(wanted: string): string {
    if (!this.#byPath.has(wanted)) return wanted;
    for (let number = 1; ; number += 1) {
      const path = `${wanted}(+${number})`;
      if (!this.#byPath.has(path)) return path;
    }
  }
}

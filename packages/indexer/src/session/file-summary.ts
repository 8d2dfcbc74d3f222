import { createHash } from 'node:crypto';
import ts from 'typescript';
import { parseProblem } from '../facts/parse-problem.ts';
import { type VisibleText, visibleText } from '../facts/visible-text.ts';
import type { ModuleResolver } from '../projects/module-resolver.ts';
import type { OpenProgram } from '../projects/open-programs.ts';
import { sourceLanguage } from '../sources/source-language.ts';
import { type FileLink, fileLinks, linkName } from './file-links.ts';
import { nameMentions } from './name-mentions.ts';

/** What a name of the top of a file stands for when it was imported, or is exported from elsewhere. */
export type ImportedName = {
  /** Absolute path of the module; null when it leads nowhere. */
  readonly target: string | null;
  readonly specifier: string;
} & (
  | { readonly kind: 'name'; readonly name: string; readonly isTypeOnly: boolean }
  | { readonly kind: 'namespace'; readonly isTypeOnly: boolean }
  /** `import x = require('x')`: whatever the module is. */
  | { readonly kind: 'whole'; readonly isTypeOnly: boolean }
);

export type ExportedName = ImportedName | { readonly kind: 'local'; readonly name: string };

/** What others can see of a stretch of a file, and which names that depends on. */
export interface VisiblePart {
  readonly hash: string;
  readonly mentions: ReadonlySet<string>;
}

/** What a file adds to another module. */
export interface Augmentation {
  readonly target: string | null;
  /** Names in it, which can mean exports of the module. */
  readonly mentions: ReadonlySet<string>;
  /** Names that merge with what the module has of that name, or passes on. */
  readonly declared: readonly string[];
}

/** A file as its users see it: which names it has, and what each depends on, by syntax alone. */
export interface FileSummary {
  /** Changes with everything below but `uses`. */
  readonly hash: string;
  /** Not to be taken apart: JavaScript, data, `export =`. Everything in it depends on all of it. */
  readonly isWhole: boolean;
  /** False for a script, whose declarations are everybody's. */
  readonly isModule: boolean;
  /** What belongs to no name: loose statements, directives, how the file is read. */
  readonly rest: VisiblePart;
  /** By name; what is declared several times is one. */
  readonly declarations: ReadonlyMap<string, VisiblePart>;
  /** By the name in the file; wrong code imports two under one. */
  readonly imports: ReadonlyMap<string, readonly ImportedName[]>;
  readonly exports: ReadonlyMap<string, readonly ExportedName[]>;
  /** Modules of `export *`. */
  readonly stars: readonly { readonly specifier: string; readonly target: string | null }[];
  readonly augmented: readonly Augmentation[];
  readonly links: readonly FileLink[];
  /** Names that the whole file uses, what nobody else sees included. */
  readonly uses: ReadonlySet<string>;
  /** Tags stand for calls of a name that is not written. */
  readonly hasJsx: boolean;
}

function digest(parts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

interface Draft {
  readonly texts: string[];
  readonly nodes: ts.Node[];
}

class Summary {
  readonly #open: OpenProgram;
  readonly #file: ts.SourceFile;
  readonly #links: ReadonlyMap<string, FileLink>;
  readonly #text: VisibleText;
  readonly #rest: Draft = { texts: [], nodes: [] };
  readonly #declarations = new Map<string, Draft>();
  readonly #imports = new Map<string, ImportedName[]>();
  readonly #exports = new Map<string, ExportedName[]>();
  readonly #stars: { readonly specifier: string; readonly target: string | null }[] = [];
  readonly #augmented: Augmentation[] = [];

  constructor(open: OpenProgram, file: ts.SourceFile, links: readonly FileLink[]) {
    this.#open = open;
    this.#file = file;
    this.#links = new Map(links.map((link) => [link.specifier, link]));
    this.#text = visibleText(file);
    for (const statement of file.statements) this.#add(statement);
  }

  build(links: readonly FileLink[], stated: readonly string[]): FileSummary {
    const part = ({ texts, nodes }: Draft, more: readonly string[] = []): VisiblePart => ({
      hash: digest([...more, ...texts]),
      mentions: nameMentions(nodes, this.#text.hidden),
    });
    const rest = part(this.#rest, [...stated, ...directives(this.#file)]);
    const declarations = new Map(
      [...this.#declarations].map(([name, draft]) => [name, part(draft)]),
    );
    const [imports, exports, stars] = [this.#imports, this.#exports, this.#stars];
    // What is mentioned is a function of the texts, so that these say it all.
    const hash = digest([
      rest.hash,
      ...[...declarations].flatMap(([name, { hash }]) => [name, hash]),
      JSON.stringify([[...imports], [...exports], stars, links]),
    ]);
    return {
      hash,
      isWhole: false,
      isModule: ts.isExternalModule(this.#file),
      rest,
      declarations,
      imports,
      exports,
      stars,
      augmented: this.#augmented,
      links,
      uses: nameMentions(this.#file.statements, null),
      hasJsx: /\.[jt]sx$/.test(this.#file.fileName),
    };
  }

  #add(statement: ts.Statement): void {
    if (ts.isImportDeclaration(statement)) this.#addImport(statement);
    else if (ts.isExportDeclaration(statement)) this.#addExport(statement);
    else if (ts.isImportEqualsDeclaration(statement)) this.#addImportEquals(statement);
    else if (ts.isVariableStatement(statement)) this.#addVariables(statement);
    else if (ts.isExportAssignment(statement)) this.#declare('default', statement);
    else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      (ts.isModuleDeclaration(statement) && isNamespace(statement))
    ) {
      const name = statement.name?.text ?? 'default';
      this.#declare(name, statement);
      const isDefault = statement.modifiers?.some(
        ({ kind }) => kind === ts.SyntaxKind.DefaultKeyword,
      );
      if (isDefault === true && name !== 'default') {
        addTo(this.#exports, 'default', { kind: 'local', name });
      }
    } else if (ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name)) {
      const { target } = this.#module(statement.name);
      this.#augmented.push({
        target,
        mentions: nameMentions([statement], null),
        declared: statementsOf(statement).flatMap(declaredNames),
      });
      this.#put(this.#rest, statement, statement);
    } else this.#addLoose(statement);
  }

  /** `f.more = …` adds to `f`, and concerns nobody who does not name it; anything else could. */
  #addLoose(statement: ts.Statement): void {
    const name = assignedName(statement);
    const isDeclared =
      name !== null && this.#file.statements.some((each) => declaredNames(each).includes(name));
    if (isDeclared) this.#declare(name, statement);
    else this.#put(this.#rest, statement, statement);
  }

  #put(draft: Draft, from: ts.Node, node: ts.Node): void {
    draft.texts.push(this.#text.slice(from.getStart(this.#file), node.end));
    draft.nodes.push(node);
  }

  #declare(name: string, node: ts.Node, from = node): void {
    const draft = this.#declarations.get(name) ?? { texts: [], nodes: [] };
    this.#declarations.set(name, draft);
    this.#put(draft, from, node);
  }

  #addVariables(statement: ts.VariableStatement): void {
    const { declarations } = statement.declarationList;
    const [first] = declarations;
    if (first === undefined) return;
    // `export const`, `let`, `declare var` … stand before the first.
    const head = this.#text.slice(statement.getStart(this.#file), first.getStart(this.#file));
    for (const declaration of declarations) {
      for (const name of boundNames(declaration.name)) {
        this.#declare(name, declaration);
        this.#declarations.get(name)?.texts.push(head);
      }
    }
  }

  #module(specifier: ts.Expression | undefined): Pick<ImportedName, 'target' | 'specifier'> {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) {
      return { specifier: '', target: null };
    }
    const name = linkName(this.#open, this.#file, specifier);
    return { specifier: name, target: this.#links.get(name)?.target ?? null };
  }

  #addImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): void {
    if (importClause === undefined) return;
    const module = this.#module(moduleSpecifier);
    const isTypeOnly = importClause.phaseModifier === ts.SyntaxKind.TypeKeyword;
    const { name, namedBindings } = importClause;
    if (name !== undefined) {
      addTo(this.#imports, name.text, { ...module, kind: 'name', name: 'default', isTypeOnly });
    }
    if (namedBindings === undefined) return;
    if (ts.isNamespaceImport(namedBindings)) {
      addTo(this.#imports, namedBindings.name.text, { ...module, kind: 'namespace', isTypeOnly });
      return;
    }
    for (const element of namedBindings.elements) {
      addTo(this.#imports, element.name.text, {
        ...module,
        kind: 'name',
        name: (element.propertyName ?? element.name).text,
        isTypeOnly: isTypeOnly || element.isTypeOnly,
      });
    }
  }

  #addExport({ exportClause, moduleSpecifier, isTypeOnly }: ts.ExportDeclaration): void {
    const module = this.#module(moduleSpecifier);
    if (exportClause === undefined) this.#stars.push(module);
    else if (ts.isNamespaceExport(exportClause)) {
      addTo(this.#exports, exportClause.name.text, { ...module, kind: 'namespace', isTypeOnly });
    } else {
      for (const element of exportClause.elements) {
        const { text: name } = element.propertyName ?? element.name;
        const own = isTypeOnly || element.isTypeOnly;
        addTo(
          this.#exports,
          element.name.text,
          moduleSpecifier === undefined
            ? { kind: 'local', name }
            : { ...module, kind: 'name', name, isTypeOnly: own },
        );
        // That only its type is exported is no part of a local name.
        if (own) this.#rest.texts.push(`export type ${element.name.text}`);
      }
    }
  }

  #addImportEquals(statement: ts.ImportEqualsDeclaration): void {
    const { moduleReference, isTypeOnly } = statement;
    if (!ts.isExternalModuleReference(moduleReference)) {
      this.#declare(statement.name.text, statement);
      return;
    }
    const module = this.#module(moduleReference.expression);
    addTo(this.#imports, statement.name.text, { ...module, kind: 'whole', isTypeOnly });
    const isExported = statement.modifiers?.some(
      ({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
    );
    if (isExported === true) {
      addTo(this.#exports, statement.name.text, { kind: 'local', name: statement.name.text });
    }
  }
}

function addTo<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [one]);
  else list.push(one);
}

/** The name at the beginning of what a statement assigns to. */
function assignedName(statement: ts.Statement): string | null {
  if (!ts.isExpressionStatement(statement)) return null;
  const { expression } = statement;
  if (!ts.isBinaryExpression(expression)) return null;
  if (expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null;
  let at: ts.Expression = expression.left;
  while (ts.isPropertyAccessExpression(at)) at = at.expression;
  return at !== expression.left && ts.isIdentifier(at) ? at.text : null;
}

function statementsOf({ body }: ts.ModuleDeclaration): readonly ts.Statement[] {
  return body !== undefined && ts.isModuleBlock(body) ? body.statements : [];
}

/** The names that a statement declares. */
function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

function isNamespace({ name, flags }: ts.ModuleDeclaration): boolean {
  return ts.isIdentifier(name) && (flags & ts.NodeFlags.GlobalAugmentation) === 0;
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

/** Directives and pragmas are comments, and stand before everything else. */
function directives(file: ts.SourceFile): readonly string[] {
  const head = file.text.slice(0, file.statements[0]?.getStart(file) ?? file.text.length);
  return head.split('\n').filter((line) => /^\s*\/\/\/|@jsx|@ts-/.test(line));
}

function summarize(open: OpenProgram, file: ts.SourceFile): FileSummary {
  const links = fileLinks(open, file);
  // A tree that had to be guessed is no source of names for others, whatever its text says.
  const stated = [
    ts.isExternalModule(file) ? 'module' : 'script',
    parseProblem(file) === null ? '' : 'unparsable',
  ];
  const isWhole =
    sourceLanguage(file.fileName) !== 'typescript' ||
    file.statements.some(
      (statement) => ts.isExportAssignment(statement) && statement.isExportEquals,
    );
  if (!isWhole) return new Summary(open, file, links).build(links, stated);
  const none = new Map<string, never>();
  const rest = { hash: digest([...stated, file.text]), mentions: new Set<string>() };
  return {
    hash: digest([rest.hash, JSON.stringify(links)]),
    isWhole: true,
    isModule: ts.isExternalModule(file),
    rest,
    declarations: none,
    imports: none,
    exports: none,
    stars: [],
    augmented: [],
    links,
    uses: new Set(),
    hasJsx: false,
  };
}

const known = new WeakMap<ModuleResolver, WeakMap<ts.SourceFile, FileSummary>>();

/** The summary of a file; as its links, it is the same as long as tree and resolver live. */
export function fileSummary(open: OpenProgram, file: ts.SourceFile): FileSummary {
  let ofResolver = known.get(open.resolver);
  if (ofResolver === undefined) {
    ofResolver = new WeakMap();
    known.set(open.resolver, ofResolver);
  }
  const summary = ofResolver.get(file) ?? summarize(open, file);
  ofResolver.set(file, summary);
  return summary;
}

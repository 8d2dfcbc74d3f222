import type { SymbolKind } from '@clew/contracts';
import ts from 'typescript';
import { type LibraryModule, moduleOfSpecifier } from '../packages/library-module.ts';
import { segmentOf, segmentOfName } from './name-segment.ts';

/** A declaration of a library: its path inside the module that publishes it. */
export interface LibraryName {
  readonly module: LibraryModule;
  /** '' for the module itself. */
  readonly path: string;
  readonly name: string;
  readonly kind: SymbolKind;
}

function kindOf(node: ts.Node): SymbolKind | null {
  switch (node.kind) {
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression:
      return 'class';
    case ts.SyntaxKind.InterfaceDeclaration:
      return 'interface';
    case ts.SyntaxKind.EnumDeclaration:
      return 'enum';
    case ts.SyntaxKind.EnumMember:
      return 'enum_member';
    case ts.SyntaxKind.TypeAliasDeclaration:
      return 'type_alias';
    case ts.SyntaxKind.FunctionDeclaration:
      return 'function';
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.MethodSignature:
      return 'method';
    case ts.SyntaxKind.PropertyDeclaration:
    case ts.SyntaxKind.PropertySignature:
      return 'property';
    case ts.SyntaxKind.GetAccessor:
      return 'getter';
    case ts.SyntaxKind.SetAccessor:
      return 'setter';
    case ts.SyntaxKind.Constructor:
      return 'constructor';
    case ts.SyntaxKind.VariableDeclaration:
    case ts.SyntaxKind.BindingElement:
    case ts.SyntaxKind.ExportAssignment:
      return 'variable';
    case ts.SyntaxKind.ModuleDeclaration:
      return 'namespace';
    default:
      return null;
  }
}

/** Nodes between a declaration and its container that add nothing to the name. */
function isTransparent(node: ts.Node): boolean {
  return (
    ts.isModuleBlock(node) ||
    ts.isVariableDeclarationList(node) ||
    ts.isVariableStatement(node) ||
    ts.isTypeLiteralNode(node) ||
    ts.isParenthesizedTypeNode(node) ||
    ts.isUnionTypeNode(node) ||
    ts.isIntersectionTypeNode(node) ||
    ts.isTypeOperatorNode(node) ||
    ts.isArrayTypeNode(node) ||
    ts.isFunctionTypeNode(node) ||
    ts.isConstructorTypeNode(node) ||
    ts.isCallSignatureDeclaration(node) ||
    ts.isConstructSignatureDeclaration(node) ||
    ts.isObjectBindingPattern(node)
  );
}

function isQuotedModule(node: ts.Node): boolean {
  return ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name);
}

function isGlobalBlock(node: ts.ModuleDeclaration): boolean {
  return (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

/**
 * Whether a namespace stands at the top of a module that is exported whole (`export = path`). It
 * only holds that module's types together, and they stand directly under the module:
 * `node:path#PlatformPath.join`, `better-sqlite3#Database.prepare`.
 */
function isWholeModule(node: ts.ModuleDeclaration): boolean {
  const container = node.parent;
  if (!ts.isSourceFile(container) && !ts.isModuleBlock(container)) return false;
  return container.statements.some(
    (statement) => ts.isExportAssignment(statement) && statement.isExportEquals === true,
  );
}

/**
 * Names a declaration of a library by climbing to its file; a signature is named by what holds it.
 * A declaration inside `declare module 'x'` belongs to `x`, whatever package says so. Null for what
 * has no name that other files could use: parameters, type parameters, inline object types.
 */
export function libraryName(declaration: ts.Node, fileModule: LibraryModule): LibraryName | null {
  const segments: string[] = [];
  let name: string | null = null;
  let kind: SymbolKind | null = null;
  let isGlobal = false;
  for (let node = declaration; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isModuleDeclaration(node)) {
      isGlobal ||= isGlobalBlock(node);
      if (isGlobal) continue;
      if (ts.isStringLiteral(node.name) && !/^\.|\*/.test(node.name.text)) {
        const module = moduleOfSpecifier(node.name.text);
        return {
          module,
          path: segments.join('.'),
          name: name ?? module.name,
          kind: kind ?? 'module',
        };
      }
    }
    if (node !== declaration && ts.isFunctionLike(node)) return null;
    if (ts.isModuleDeclaration(node) && node !== declaration && isWholeModule(node)) continue;
    const ownKind = isQuotedModule(node) ? 'module' : kindOf(node);
    if (ownKind === null) {
      if (isTransparent(node)) continue;
      return null;
    }
    const segment = ts.isConstructorDeclaration(node)
      ? segmentOf('constructor')
      : ts.isExportAssignment(node)
        ? segmentOf('default')
        : (segmentOfName(ts.getNameOfDeclaration(node as ts.Declaration)) ??
          (ts.isBindingElement(node) ? null : segmentOf('default')));
    if (segment === null) continue;
    segments.unshift(segment.segment);
    name ??= segment.name;
    kind ??= ownKind;
  }
  return {
    module: fileModule,
    path: segments.join('.'),
    name: name ?? fileModule.name,
    kind: kind ?? (fileModule.name === fileModule.package ? 'package' : 'module'),
  };
}

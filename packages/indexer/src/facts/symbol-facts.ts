import { createHash } from 'node:crypto';
import type { SymbolFact, SymbolKind } from '@clew/contracts';
import ts from 'typescript';
import type { DeclaredName } from '../names/declared-name.ts';
import { isFunctionValue, unwrap } from '../names/unwrap.ts';
import { type CompactText, compactText } from './compact-text.ts';
import type { FileContext } from './file-context.ts';
import { withoutOwnName } from './own-name.ts';
import { signatureRanges, signatureText, variableKeyword } from './signature-text.ts';
import { typeShape } from './type-shape.ts';

const MAX_ANNOTATION = 200;
const CODE: ReadonlySet<SymbolKind> = new Set([
  'function',
  'method',
  'getter',
  'setter',
  'constructor',
]);

/** 128 bits are enough to tell versions of a symbol apart, and half the size. */
function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

function statementOf(node: ts.Node): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

function modifiersOf(name: DeclaredName): readonly string[] {
  const found = new Set<string>();
  for (const node of name.declarations) {
    const statement = statementOf(node);
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    for (const modifier of modifiers ?? []) found.add(modifier.getText());
    const optional = (node as ts.Node & { readonly questionToken?: ts.Node }).questionToken;
    if (optional !== undefined) found.add('optional');
    if ('asteriskToken' in node && node.asteriskToken !== undefined) found.add('generator');
    const value =
      ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)
        ? node.initializer
        : undefined;
    const bound = value === undefined ? undefined : unwrap(value);
    if (bound !== undefined && isFunctionValue(bound)) {
      for (const modifier of ts.getModifiers(bound) ?? []) found.add(modifier.getText());
    }
    const keyword = variableKeyword(node);
    if (keyword !== null) found.add(keyword);
  }
  if (name.exported) found.add('export');
  return [...found].sort();
}

function annotationsOf(name: DeclaredName): readonly string[] {
  return name.declarations.flatMap((node) => {
    const decorators = ts.canHaveDecorators(node) ? ts.getDecorators(node) : undefined;
    return (decorators ?? []).map(({ expression }) => {
      const callee = ts.isCallExpression(expression) ? expression.expression : expression;
      return callee.getText().slice(0, MAX_ANNOTATION);
    });
  });
}

/** The function whose return type, or the node whose own type, nobody wrote down. */
function inferred(context: FileContext, node: ts.Node): ts.Type | null {
  const { checker } = context;
  const value =
    (ts.isVariableDeclaration(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isPropertyAssignment(node)) &&
    node.initializer !== undefined
      ? unwrap(node.initializer)
      : ts.isExportAssignment(node)
        ? unwrap(node.expression)
        : node;
  if (ts.isClassLike(value)) return null;
  const annotated = 'type' in node && node.type !== undefined;
  if (annotated || ts.isConstructorDeclaration(node) || ts.isSetAccessor(node)) return null;
  if (ts.isFunctionLike(value)) {
    if (value.type !== undefined) return null;
    const signature = checker.getSignatureFromDeclaration(value);
    return signature === undefined ? null : signature.getReturnType();
  }
  const isValue =
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isExportAssignment(node);
  return isValue ? checker.getTypeAtLocation(ts.isExportAssignment(node) ? value : node) : null;
}

/** Inside a function nobody else sees what a name is; what the function returns shows in its own shape. */
function isVisible(name: DeclaredName): boolean {
  for (let at = name.parent; at !== null; at = at.parent) if (CODE.has(at.kind)) return false;
  return true;
}

function shapeOf(context: FileContext, name: DeclaredName, text: CompactText): string {
  const { file } = context;
  const heads = name.declarations
    .filter((node) => !ts.isFunctionLike(node) || node === name.visible)
    .flatMap((node) => signatureRanges(node, file))
    .map(({ start, end }) => withoutOwnName(text.slice(start, end), name.name));
  const type = isVisible(name) ? inferred(context, name.visible) : null;
  const shape = type === null ? '' : typeShape(context, type);
  return digest([name.kind, modifiersOf(name).join(' '), ...heads, shape]);
}

/** Signatures of calls and indices are no symbols: they belong to the shape of their interface. */
function ownSignatures(name: DeclaredName, text: CompactText): readonly string[] {
  return name.declarations.flatMap((node) => {
    if (!ts.isInterfaceDeclaration(node)) return [];
    return node.members
      .filter((member) => member.name === undefined)
      .map((member) => text.slice(member.getStart(), member.end));
  });
}

/** What other files can see of a file: the shapes of its names, and what it passes on. */
function fileShape(file: ts.SourceFile, shapes: readonly string[], text: CompactText): string {
  const passed = file.statements
    .filter((statement) => ts.isExportDeclaration(statement) || ts.isExportAssignment(statement))
    .map((statement) => text.slice(statement.getStart(file), statement.end));
  return digest([...shapes, ...passed]);
}

/** The symbol facts of a file, its own first, parents before children. */
export function describeSymbols(context: FileContext, packageFqn: string): SymbolFact[] {
  const { file, table } = context;
  const text = compactText(file);
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line + 1;
  const symbols = table.names
    .filter((name) => name !== table.file)
    .map((name): SymbolFact => {
      const bodies = name.declarations.map((node) =>
        withoutOwnName(text.slice(node.getStart(file), node.end), name.name),
      );
      return {
        fqn: context.fqnOf(name),
        kind: name.kind,
        name: name.name,
        parent: name.parent === null ? packageFqn : context.fqnOf(name.parent),
        start_line: lineOf(name.primary.getStart(file)),
        end_line: lineOf(name.primary.end),
        signature: signatureText(name.visible, file),
        modifiers: [...modifiersOf(name)],
        annotations: [...annotationsOf(name)],
        shape_hash: digest([shapeOf(context, name, text), ...ownSignatures(name, text)]),
        body_hash: digest(bodies),
      };
    });
  const shapes = symbols.map(({ fqn, shape_hash }) => `${fqn} ${shape_hash}`);
  const own: SymbolFact = {
    fqn: context.fqnOf(table.file),
    kind: 'file',
    name: table.file.name,
    parent: packageFqn,
    start_line: 1,
    end_line: lineOf(file.text.length),
    signature: null,
    modifiers: [],
    annotations: [],
    shape_hash: fileShape(file, shapes, text),
    body_hash: digest([text.slice(0, file.text.length)]),
  };
  return [own, ...symbols];
}

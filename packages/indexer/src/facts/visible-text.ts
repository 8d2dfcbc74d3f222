import ts from 'typescript';
import { visitChildren } from '../names/visit-children.ts';
import { compactText } from './compact-text.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The inside of a body: its braces stay, so that a function with a body is still one. */
function insideOf(body: ts.ConciseBody, file: ts.SourceFile): Range {
  if (!ts.isBlock(body)) return { start: body.getStart(file), end: body.end };
  return { start: body.getStart(file) + 1, end: body.end - 1 };
}

/** A property whose type the compiler reads off the assignments in the constructor. */
function isTypedByConstructor(member: ts.ClassElement): boolean {
  return (
    ts.isPropertyDeclaration(member) &&
    member.type === undefined &&
    member.initializer === undefined
  );
}

function classBodies(node: ts.ClassLikeDeclaration): readonly ts.ConciseBody[] {
  const readsConstructor = node.members.some(isTypedByConstructor);
  return node.members.flatMap((member) => {
    if (ts.isPropertyDeclaration(member)) return holderBodies(member);
    if (ts.isConstructorDeclaration(member)) {
      return member.body === undefined || readsConstructor ? [] : [member.body];
    }
    const isAccessor = ts.isGetAccessor(member) || ts.isMethodDeclaration(member);
    const isClosed = ts.isSetAccessor(member) || (isAccessor && member.type !== undefined);
    return isClosed && member.body !== undefined ? [member.body] : [];
  });
}

/** The value of a declaration whose type is written down hides all its functions. */
function holderBodies(
  holder: ts.VariableDeclaration | ts.PropertyDeclaration,
): readonly ts.ConciseBody[] {
  if (holder.type === undefined) return valueBodies(holder.initializer);
  const found: ts.ConciseBody[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassExpression(node)) found.push(...classBodies(node));
    else if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) found.push(node.body);
    else visitChildren(node, visit);
  };
  if (holder.initializer !== undefined) visit(holder.initializer);
  return found;
}

function valueBodies(value: ts.Expression | undefined): readonly ts.ConciseBody[] {
  if (value === undefined) return [];
  if (ts.isParenthesizedExpression(value)) return valueBodies(value.expression);
  if (ts.isClassExpression(value)) return classBodies(value);
  const isFunction = ts.isArrowFunction(value) || ts.isFunctionExpression(value);
  return isFunction && value.type !== undefined ? [value.body] : [];
}

function bodiesOf(statements: readonly ts.Statement[]): readonly ts.ConciseBody[] {
  return statements.flatMap((statement): readonly ts.ConciseBody[] => {
    if (ts.isFunctionDeclaration(statement)) {
      return statement.body === undefined || statement.type === undefined ? [] : [statement.body];
    }
    if (ts.isClassDeclaration(statement)) return classBodies(statement);
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(holderBodies);
    }
    if (ts.isExportAssignment(statement)) return valueBodies(statement.expression);
    if (ts.isModuleDeclaration(statement)) {
      let { body } = statement;
      while (body !== undefined && ts.isModuleDeclaration(body)) body = body.body;
      return body !== undefined && ts.isModuleBlock(body) ? bodiesOf(body.statements) : [];
    }
    return [];
  });
}

/** What of a file other files can learn something from, and what not. */
export interface VisibleText {
  /** Bodies that are hidden, in the order of the source. */
  readonly hidden: ReadonlySet<ts.Node>;
  /** The visible text between two positions, without layout and comments. */
  slice(start: number, end: number): string;
}

/**
 * The text of a source in TypeScript from which other files can learn anything: all of it, without
 * layout and comments, except for the bodies of functions, methods and accessors whose type is written
 * down, of functions in the value of a declaration whose type is, and of constructors that type no
 * property. As long as it is the same, no other file's facts change. Where a type is inferred the body
 * stays, for what it returns is seen from outside.
 */
export function visibleText(file: ts.SourceFile): VisibleText {
  const text = compactText(file);
  const bodies = bodiesOf(file.statements);
  const ranges = bodies.map((body) => insideOf(body, file));
  return {
    hidden: new Set(bodies),
    slice(start, end) {
      const pieces: string[] = [];
      let done = start;
      for (const range of ranges) {
        if (range.end < start || range.start > end) continue;
        pieces.push(text.slice(done, range.start));
        done = range.end;
      }
      pieces.push(text.slice(done, end));
      return pieces.join('\n');
    },
  };
}

import ts from 'typescript';
import { sourceLanguage } from '../sources/source-language.ts';
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

function classBodies(node: ts.ClassLikeDeclaration, file: ts.SourceFile): readonly Range[] {
  const readsConstructor = node.members.some(isTypedByConstructor);
  return node.members.flatMap((member) => {
    if (ts.isPropertyDeclaration(member)) return valueBodies(member.initializer, file);
    if (ts.isConstructorDeclaration(member)) {
      if (member.body === undefined || readsConstructor) return [];
      return [insideOf(member.body, file)];
    }
    const isAccessor = ts.isGetAccessor(member) || ts.isMethodDeclaration(member);
    const isClosed = ts.isSetAccessor(member) || (isAccessor && member.type !== undefined);
    if (!isClosed || member.body === undefined) return [];
    return [insideOf(member.body, file)];
  });
}

function valueBodies(value: ts.Expression | undefined, file: ts.SourceFile): readonly Range[] {
  if (value === undefined) return [];
  if (ts.isParenthesizedExpression(value)) return valueBodies(value.expression, file);
  if (ts.isClassExpression(value)) return classBodies(value, file);
  const isFunction = ts.isArrowFunction(value) || ts.isFunctionExpression(value);
  return isFunction && value.type !== undefined ? [insideOf(value.body, file)] : [];
}

function bodiesOf(statements: readonly ts.Statement[], file: ts.SourceFile): readonly Range[] {
  return statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement)) {
      if (statement.body === undefined || statement.type === undefined) return [];
      return [insideOf(statement.body, file)];
    }
    if (ts.isClassDeclaration(statement)) return classBodies(statement, file);
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ initializer }) =>
        valueBodies(initializer, file),
      );
    }
    if (ts.isExportAssignment(statement)) return valueBodies(statement.expression, file);
    if (ts.isModuleDeclaration(statement)) {
      let { body } = statement;
      while (body !== undefined && ts.isModuleDeclaration(body)) body = body.body;
      return body !== undefined && ts.isModuleBlock(body) ? bodiesOf(body.statements, file) : [];
    }
    return [];
  });
}

/**
 * The text of a file from which other files can learn anything: all of it, without layout and
 * comments, except for the bodies of functions, methods and accessors whose type is written down and
 * of constructors that type no property. As long as it is the same, no other file's facts change.
 * Where a type is inferred the body stays, for what it returns is seen from outside. JavaScript has
 * its types in comments and its declarations anywhere, so there it is the whole text.
 */
export function visibleText(file: ts.SourceFile): string {
  if (sourceLanguage(file.fileName) !== 'typescript') return file.text;
  const text = compactText(file);
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of bodiesOf(file.statements, file)) {
    pieces.push(text.slice(done, start));
    done = end;
  }
  pieces.push(text.slice(done, file.text.length));
  // Directives and pragmas are comments, and stand before everything else.
  const head = file.text.slice(0, file.statements[0]?.getStart(file) ?? file.text.length);
  const directives = head.split('\n').filter((line) => /^\s*\/\/\/|@jsx|@ts-/.test(line));
  return [...directives, ...pieces].join('\n');
}

import ts from 'typescript';
import type { DeclaredName } from '../names/declared-name.ts';
import type { FileContext, SiteScope } from './file-context.ts';
import type { Target } from './target-finder.ts';

function accepts(declaration: ts.Node, count: number): boolean {
  if (!ts.isFunctionLike(declaration)) return false;
  const isThis = (parameter: ts.ParameterDeclaration | ts.JSDocParameterTag) =>
    ts.isIdentifier(parameter.name) && parameter.name.text === 'this';
  const parameters = declaration.parameters.filter((parameter) => !isThis(parameter));
  const isOpen = parameters.at(-1)?.dotDotDotToken !== undefined;
  const required = parameters.findLastIndex(
    ({ questionToken, initializer, dotDotDotToken }) =>
      questionToken === undefined && initializer === undefined && dotDotDotToken === undefined,
  );
  return count > required && (isOpen || count <= parameters.length);
}

/** The only signature that takes so many arguments; null when there are several, or who knows how many. */
function onlyByCount(
  call: ts.CallLikeExpression,
  signatures: readonly DeclaredName[],
): DeclaredName | null {
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return null;
  const given = call.arguments ?? [];
  if (given.some(ts.isSpreadElement)) return null;
  const fitting = signatures.filter(({ visible }) => accepts(visible, given.length));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/**
 * Links a call to the overload that it chose, beside its link to the function; the first needs no
 * link, for it is the function. The compiler is only asked where the number of arguments leaves a
 * choice, since resolving a call can cost as much as checking all of its arguments.
 */
export function recordOverload(
  context: FileContext,
  scope: SiteScope,
  name: ts.Node,
  call: ts.CallLikeExpression,
  target: Target,
): void {
  const { declared } = target;
  if (declared === null || declared.overloads.length === 0) return;
  const { checker, finder, record } = context;
  let chosen = onlyByCount(call, [declared, ...declared.overloads]);
  if (chosen === null) {
    const declaration = checker.getResolvedSignature(call)?.declaration;
    chosen = declared.overloads.find(({ visible }) => visible === declaration) ?? null;
  }
  if (chosen === null || chosen === declared) return;
  const overload = finder.find(chosen.visible);
  if (overload !== null) record.edge(scope.from, 'references', overload, name);
}

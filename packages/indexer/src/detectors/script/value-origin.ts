import ts from 'typescript';
import { bareExpression } from './bare-expression.ts';
import { type Binding, resolveName } from './resolve-name.ts';

/** Steps from an import to a value: names of members, `()` for a call and `new` for an instance. */
type Steps = readonly string[];

/** The calls on that way, one for each `()` and `new`; null for an instance that only a type tells of. */
type Calls = readonly (ts.CallExpression | ts.NewExpression | null)[];

/** Where a value comes from, as far as its file tells. */
export type ValueOrigin =
  | {
      readonly kind: 'import';
      readonly module: string;
      /** The imported name, `default`, or `*` for the module as a whole. */
      readonly name: string;
      readonly steps: Steps;
      readonly calls: Calls;
    }
  | {
      readonly kind: 'global';
      readonly name: string;
      readonly steps: Steps;
      readonly calls: Calls;
    }
  /** Made in this file, of nothing that was imported. */
  | { readonly kind: 'local' }
  | { readonly kind: 'unknown' };

const unknown: ValueOrigin = { kind: 'unknown' };
const local: ValueOrigin = { kind: 'local' };

/** Follows a value back through variables, members and calls of its file to what it was imported as. */
export function valueOrigin(expression: ts.Expression): ValueOrigin {
  return follow(expression, new Set());
}

function follow(given: ts.Expression, seen: Set<ts.Node>): ValueOrigin {
  const node = bareExpression(given);
  if (seen.has(node)) return unknown;
  seen.add(node);
  if (ts.isIdentifier(node)) {
    const binding = resolveName(node);
    if (binding !== null) return ofBinding(binding, seen);
    return { kind: 'global', name: node.text, steps: [], calls: [] };
  }
  if (ts.isPropertyAccessExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword) return ofField(node, seen);
    return step(follow(node.expression, seen), node.name.text);
  }
  if (ts.isCallExpression(node)) {
    const required = requiredModule(node);
    if (required !== null) return imported(required, '*');
    return step(follow(node.expression, seen), '()', node);
  }
  if (ts.isNewExpression(node)) return step(follow(node.expression, seen), 'new', node);
  if (ts.isBinaryExpression(node) && isChoice(node.operatorToken.kind)) {
    const left = follow(node.left, seen);
    return left.kind === 'import' ? left : follow(node.right, seen);
  }
  if (ts.isLiteralExpression(node) || isMade(node)) return local;
  return unknown;
}

function isChoice(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken;
}

function isMade(node: ts.Expression): boolean {
  return (
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isClassExpression(node) ||
    ts.isTemplateExpression(node)
  );
}

function imported(module: string, name: string): ValueOrigin {
  return { kind: 'import', module, name, steps: [], calls: [] };
}

function step(
  origin: ValueOrigin,
  name: string,
  call?: ts.CallExpression | ts.NewExpression,
): ValueOrigin {
  if (origin.kind !== 'import' && origin.kind !== 'global') {
    return origin.kind === 'local' && name === '()' ? unknown : origin;
  }
  const calls = call === undefined ? origin.calls : [...origin.calls, call];
  return { ...origin, steps: [...origin.steps, name], calls };
}

/** `require('x')`, and `import('x')` whose promise somebody awaits. */
function requiredModule(call: ts.CallExpression): string | null {
  const [specifier] = call.arguments;
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return null;
  if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return specifier.text;
  const { expression } = call;
  if (!ts.isIdentifier(expression) || expression.text !== 'require') return null;
  return resolveName(expression) === null ? specifier.text : null;
}

function ofBinding(binding: Binding, seen: Set<ts.Node>): ValueOrigin {
  switch (binding.kind) {
    case 'import':
      return imported(binding.module, binding.name);
    case 'variable': {
      const { node, path } = binding;
      if (path === null) return unknown;
      if (path.length === 0 && node.type !== undefined) {
        const typed = typeOrigin(node.type);
        if (typed.kind === 'import') return typed;
      }
      if (node.initializer === undefined) return unknown;
      return path.reduce<ValueOrigin>(
        (origin, name) => step(origin, name),
        follow(node.initializer, seen),
      );
    }
    case 'parameter': {
      const { node, isWhole } = binding;
      if (!isWhole || node.type === undefined) return unknown;
      return typeOrigin(node.type);
    }
    case 'class': {
      const base = binding.node.heritageClauses?.find(
        ({ token }) => token === ts.SyntaxKind.ExtendsKeyword,
      )?.types[0];
      return base === undefined ? local : follow(base.expression, seen);
    }
    case 'function':
      return unknown;
    case 'other':
      return local;
    default:
      return binding satisfies never;
  }
}

/** An instance of the type that is written down, when it is an imported one. */
function typeOrigin(type: ts.TypeNode): ValueOrigin {
  if (ts.isParenthesizedTypeNode(type)) return typeOrigin(type.type);
  if (ts.isUnionTypeNode(type)) {
    const origins = type.types.map(typeOrigin);
    return origins.find(({ kind }) => kind === 'import') ?? unknown;
  }
  if (!ts.isTypeReferenceNode(type)) return unknown;
  const { typeName } = type;
  const root = ts.isIdentifier(typeName) ? typeName : typeName.left;
  if (!ts.isIdentifier(root)) return unknown;
  const binding = resolveName(root);
  if (binding?.kind !== 'import') return unknown;
  const steps = ts.isIdentifier(typeName) ? ['new'] : [typeName.right.text, 'new'];
  return { kind: 'import', module: binding.module, name: binding.name, steps, calls: [null] };
}

/** `this.x`: by its declaration, the constructor parameter that declares it, or what is assigned to it. */
function ofField(access: ts.PropertyAccessExpression, seen: Set<ts.Node>): ValueOrigin {
  const name = access.name.text;
  const holder = ts.findAncestor(access, ts.isClassLike);
  if (holder === undefined) return unknown;
  for (const member of holder.members) {
    if (ts.isPropertyDeclaration(member) && member.name.getText() === name) {
      const typed = member.type === undefined ? unknown : typeOrigin(member.type);
      if (typed.kind === 'import') return typed;
      if (member.initializer !== undefined) return follow(member.initializer, seen);
    }
    if (!ts.isConstructorDeclaration(member)) continue;
    const parameter = member.parameters.find((each) => each.name.getText() === name);
    if (parameter?.type !== undefined && ts.isParameterPropertyDeclaration(parameter, member)) {
      return typeOrigin(parameter.type);
    }
    const assigned = member.body?.statements
      .filter(ts.isExpressionStatement)
      .map(({ expression }) => expression)
      .filter(ts.isBinaryExpression)
      .find(
        ({ left, operatorToken }) =>
          operatorToken.kind === ts.SyntaxKind.EqualsToken && left.getText() === `this.${name}`,
      );
    if (assigned !== undefined) return follow(assigned.right, seen);
  }
  return unknown;
}

import ts from 'typescript';
import type { FileContext } from './file-context.ts';
import { symbolTargets } from './symbol-targets.ts';

/**
 * How deep inferred types are spelled out. Named types end the descent at once, so only object
 * and function types that nobody named count.
 */
const MAX_DEPTH = 5;

const shapes = new WeakMap<ts.TypeChecker, Map<ts.Type, string[]>>();

/**
 * Spells an inferred type out so that equal types give equal text in every run. The checker's own
 * printing does not: it orders unions by when it first met their members.
 */
export function typeShape(context: FileContext, type: ts.Type, depth = MAX_DEPTH): string {
  let known = shapes.get(context.checker);
  if (known === undefined) {
    known = new Map();
    shapes.set(context.checker, known);
  }
  const byDepth = known.get(type) ?? [];
  known.set(type, byDepth);
  const shape = byDepth[depth] ?? spell(context, type, depth);
  byDepth[depth] = shape;
  return shape;
}

function nameOfSymbol(context: FileContext, symbol: ts.Symbol | undefined): string | null {
  if (symbol === undefined) return null;
  const fqns = symbolTargets(context, symbol).targets.map(({ fqn }) => fqn);
  return fqns.length === 0 ? null : fqns.sort().join('&');
}

function list(context: FileContext, types: readonly ts.Type[], depth: number): readonly string[] {
  return types.map((type) => typeShape(context, type, depth));
}

function spell(context: FileContext, type: ts.Type, depth: number): string {
  const { checker } = context;
  if (depth === 0) return '…';
  const alias = nameOfSymbol(context, type.aliasSymbol);
  if (alias !== null) {
    return `${alias}<${list(context, type.aliasTypeArguments ?? [], depth - 1).join()}>`;
  }
  if (type.isStringLiteral() || type.isNumberLiteral()) {
    return nameOfSymbol(context, type.symbol) ?? JSON.stringify(type.value);
  }
  if (type.isUnion())
    return list(context, type.types, depth - 1)
      .toSorted()
      .join('|');
  if (type.isIntersection())
    return list(context, type.types, depth - 1)
      .toSorted()
      .join('&');
  if ((type.flags & ts.TypeFlags.TypeParameter) !== 0) return type.symbol?.name ?? 'this';
  if ((type.flags & ts.TypeFlags.Object) === 0) return checker.typeToString(type);
  const { objectFlags } = type as ts.ObjectType;
  if ((objectFlags & ts.ObjectFlags.Reference) !== 0) {
    const reference = type as ts.TypeReference;
    const parameters = checker.getTypeArguments(reference);
    const name = nameOfSymbol(context, reference.target.symbol) ?? 'tuple';
    return `${name}<${list(context, parameters, depth - 1).join()}>`;
  }
  const isNamed = type.isClassOrInterface() || (type.symbol?.flags ?? 0) & ts.SymbolFlags.Enum;
  const name = isNamed ? nameOfSymbol(context, type.symbol) : null;
  return name ?? spellObject(context, type, depth);
}

function spellSignature(context: FileContext, signature: ts.Signature, depth: number): string {
  const { checker } = context;
  const parameters = signature.parameters.map((parameter) =>
    typeShape(context, checker.getTypeOfSymbol(parameter), depth - 1),
  );
  return `(${parameters.join()})=>${typeShape(context, signature.getReturnType(), depth - 1)}`;
}

function spellObject(context: FileContext, type: ts.Type, depth: number): string {
  const { checker } = context;
  const members = checker.getPropertiesOfType(type).map((property) => {
    const optional = (property.flags & ts.SymbolFlags.Optional) !== 0 ? '?' : '';
    const shape = typeShape(context, checker.getTypeOfSymbol(property), depth - 1);
    return `${property.name.replace(/@\d+$/, '')}${optional}:${shape}`;
  });
  const calls = type.getCallSignatures().map((one) => spellSignature(context, one, depth));
  const news = type.getConstructSignatures().map((one) => spellSignature(context, one, depth));
  const keys = checker
    .getIndexInfosOfType(type)
    .map((info) => `[${list(context, [info.keyType, info.type], depth - 1).join()}]`);
  const made = news.map((one) => `new ${one}`);
  return `{${[...members.toSorted(), ...calls, ...made, ...keys.toSorted()].join(';')}}`;
}

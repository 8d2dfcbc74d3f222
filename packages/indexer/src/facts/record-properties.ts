import ts from 'typescript';
import { segmentOfName } from '../names/name-segment.ts';
import type { FileContext, SiteScope } from './file-context.ts';
import { recordTargets } from './record-name.ts';
import { symbolTargets } from './symbol-targets.ts';
import type { Target } from './target-finder.ts';

/** A property of a type; of a union, the property of every alternative that has it. */
function propertiesNamed(context: FileContext, type: ts.Type, name: string): readonly ts.Symbol[] {
  const direct = context.checker.getPropertyOfType(type, name);
  if (direct !== undefined) return [direct];
  if (!type.isUnion()) return [];
  return type.types
    .map((part) => context.checker.getPropertyOfType(part, name))
    .filter((symbol) => symbol !== undefined);
}

function propertyTargets(
  context: FileContext,
  type: ts.Type,
  name: string,
  self: ts.Node,
): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const symbol of propertiesNamed(context, type, name)) {
    for (const target of symbolTargets(context, symbol).targets) {
      if (target.declaration !== self) targets.set(target.fqn, target);
    }
  }
  return [...targets.values()];
}

/** The text by which the checker looks a property up; null for computed names. */
function lookupName(name: ts.PropertyName | ts.JsxAttributeName): string | null {
  if (ts.isComputedPropertyName(name) || ts.isPrivateIdentifier(name)) return null;
  return segmentOfName(name)?.name ?? null;
}

/**
 * An object literal given where a type is expected: each property is one of that type's. A
 * function in it that has a name of its own implements the member; other properties refer to it.
 */
export function recordObjectLiteral(
  context: FileContext,
  scope: SiteScope,
  object: ts.ObjectLiteralExpression,
): void {
  if (object.properties.length === 0 || scope.inComment) return;
  const type = context.checker.getContextualType(object);
  if (type === undefined || (type.flags & ts.TypeFlags.Any) !== 0) return;
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) continue;
    const name = lookupName(property.name);
    if (name === null) continue;
    const own = context.table.byNode.get(property);
    for (const target of propertyTargets(context, type, name, property)) {
      if (own === undefined) {
        context.record.edge(scope.from, 'references', target, property.name);
      } else if (target.declared !== own) {
        context.record.edge(context.fqnOf(own), 'implements', target, property.name);
      }
    }
  }
}

/** JSX attributes are the properties of the component's props. */
export function recordJsxAttributes(
  context: FileContext,
  scope: SiteScope,
  attributes: ts.JsxAttributes,
): void {
  if (attributes.properties.length === 0) return;
  const type = context.checker.getContextualType(attributes);
  if (type === undefined || (type.flags & ts.TypeFlags.Any) !== 0) return;
  for (const attribute of attributes.properties) {
    if (!ts.isJsxAttribute(attribute)) continue;
    const name = lookupName(attribute.name);
    if (name === null) continue;
    for (const target of propertyTargets(context, type, name, attribute)) {
      context.record.edge(scope.from, 'references', target, attribute.name);
    }
  }
}

/** Destructuring reads properties: `const { retries } = options` refers to `Options.retries`. */
export function recordObjectPattern(
  context: FileContext,
  scope: SiteScope,
  pattern: ts.ObjectBindingPattern,
): void {
  if (pattern.elements.length === 0) return;
  const type = context.checker.getTypeAtLocation(pattern);
  const isAny = (type.flags & ts.TypeFlags.Any) !== 0;
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined) continue;
    if (isImported(context, element)) continue;
    const own = context.table.byNode.get(element);
    const inner = own === undefined ? scope : { ...scope, owner: own, from: context.fqnOf(own) };
    const key = element.propertyName ?? element.name;
    if (ts.isObjectBindingPattern(key) || ts.isArrayBindingPattern(key)) continue;
    const name = lookupName(key);
    if (name === null) continue;
    if (isAny) {
      if (!scope.inComment) {
        context.record.unresolved(inner.from, name, key, 'any_typed_receiver');
      }
      continue;
    }
    for (const symbol of propertiesNamed(context, type, name)) {
      const role = { kind: 'value', reads: true, writes: false } as const;
      recordTargets(context, inner, key, role, symbolTargets(context, symbol));
    }
  }
}

/** `const { x } = require('y')` is an import, recorded as one. */
function isImported(context: FileContext, element: ts.BindingElement): boolean {
  const symbol = context.checker.getSymbolAtLocation(element.name);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
}

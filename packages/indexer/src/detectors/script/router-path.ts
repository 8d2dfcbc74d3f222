import type { DetectorRouter } from '@clew/contracts';
import ts from 'typescript';
import { isOfModules } from '../module-match.ts';
import { bareExpression } from './bare-expression.ts';
import { literalValue, propertyValue } from './literal-value.ts';
import { resolveName } from './resolve-name.ts';
import { valueOrigin } from './value-origin.ts';

/** Where a router stands: its paths begin with `path`, before which others may put more. */
export interface RouterPlace {
  readonly path: string;
  readonly isWhole: boolean;
}

const somewhere: RouterPlace = { path: '', isWhole: false };

/** Joins the parts of a path: one slash between them, none at its end. */
export function joinPaths(before: string, after: string): string {
  const joined = `${before}/${after}`.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  return joined.startsWith('/') ? joined : `/${joined}`;
}

/**
 * Finds out, within its file, where a router is mounted. A router that leaves its file (exported,
 * returned, handed to somebody) without being mounted in it may stand anywhere.
 */
export class RouterPlaces {
  readonly #file: ts.SourceFile;
  readonly #router: DetectorRouter;
  readonly #modules: readonly string[];
  #calls: readonly ts.CallExpression[] | null = null;
  #names: ReadonlyMap<string, readonly ts.Identifier[]> | null = null;

  constructor(file: ts.SourceFile, router: DetectorRouter, modules: readonly string[]) {
    this.#file = file;
    this.#router = router;
    this.#modules = modules;
  }

  /** The places of the router that a member is called on; at least one. */
  placesOf(
    receiver: ts.Expression,
    seen: ReadonlySet<ts.Node> = new Set(),
  ): readonly RouterPlace[] {
    const node = bareExpression(receiver);
    if (seen.has(node)) return [somewhere];
    const next = new Set([...seen, node]);
    if (ts.isIdentifier(node)) return this.#ofName(node, next);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      if (this.#makesOutermost(node)) return [{ path: '', isWhole: true }];
      const before = this.placesOf(expression, next);
      if (this.#router.prefix?.includes(name.text) !== true) return before;
      return extend(before, node.arguments[0]);
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return [this.#ofConstruction(node)];
    return [somewhere];
  }

  #ofConstruction(node: ts.CallExpression | ts.NewExpression): RouterPlace {
    const isWhole = this.#makesOutermost(node);
    const option = this.#router.prefix_option;
    const [first] = node.arguments ?? [];
    if (option === undefined || first === undefined) return { path: '', isWhole };
    const prefix = propertyValue(first, [option]);
    if (prefix === null) return { path: '', isWhole };
    return extend([{ path: '', isWhole }], prefix)[0] ?? somewhere;
  }

  #makesOutermost(node: ts.CallExpression | ts.NewExpression): boolean {
    const origin = valueOrigin(node.expression);
    if (origin.kind !== 'import') return false;
    const name = origin.steps.at(-1) ?? origin.name;
    return this.#router.outermost?.includes(name) === true;
  }

  #ofName(name: ts.Identifier, seen: ReadonlySet<ts.Node>): readonly RouterPlace[] {
    const binding = resolveName(name);
    if (binding?.kind === 'parameter' && binding.isWhole) return this.#ofPlugin(binding.node, seen);
    if (binding?.kind !== 'variable' || binding.path?.length !== 0) return [somewhere];
    const { node } = binding;
    if (seen.has(node)) return [somewhere];
    const next = new Set([...seen, node]);
    const uses = this.#usesOf(node);
    const mounted = uses.flatMap((use) => this.#mountsAt(use, next));
    const own =
      node.initializer === undefined ? [somewhere] : this.placesOf(node.initializer, next);
    if (mounted.length > 0) {
      return mounted.flatMap((outer) =>
        own.map((inner) => ({ path: joinPaths(outer.path, inner.path), isWhole: outer.isWhole })),
      );
    }
    const stays = uses.some((use) => this.#serves(use)) || !uses.some(leavesFile);
    const isMade =
      node.initializer !== undefined && isConstruction(bareExpression(node.initializer));
    return own.map(({ path, isWhole }) => ({
      path,
      isWhole: isWhole || (isMade && stays && !isExported(node)),
    }));
  }

  /** The parameter of a function that some router is handed to, below a prefix. */
  #ofPlugin(
    parameter: ts.ParameterDeclaration,
    seen: ReadonlySet<ts.Node>,
  ): readonly RouterPlace[] {
    const { plugin } = this.#router;
    const owner = parameter.parent;
    if (plugin === undefined || owner.parameters[0] !== parameter) return [somewhere];
    const isOwner = (given: ts.Expression | undefined): boolean => {
      if (given === undefined) return false;
      const node = bareExpression(given);
      if (node === owner) return true;
      if (!ts.isIdentifier(node)) return false;
      const binding = resolveName(node);
      if (binding?.kind === 'function') return binding.node === owner;
      return binding?.kind === 'variable' && binding.node.initializer === owner;
    };
    const places = this.#memberCalls(plugin.members)
      .filter(({ call }) => isOwner(call.arguments[0]))
      .flatMap(({ call, receiver }) => {
        const before = this.placesOf(receiver, new Set([...seen, parameter]));
        const options = call.arguments[1];
        const prefix = options === undefined ? null : propertyValue(options, [plugin.option]);
        return prefix === null ? before : extend(before, prefix);
      });
    const isOffered =
      (ts.isFunctionDeclaration(owner) && hasExport(owner)) ||
      (ts.isVariableDeclaration(owner.parent) && isExported(owner.parent));
    if (places.length > 0 && !isOffered) return places;
    return [...places, somewhere];
  }

  #mountsAt(use: ts.Identifier, seen: ReadonlySet<ts.Node>): readonly RouterPlace[] {
    const { mount } = this.#router;
    const call = ts.findAncestor(use, ts.isCallExpression);
    if (mount === undefined || call === undefined) return [];
    const outer = outerCall(use);
    if (outer === null || !ts.isPropertyAccessExpression(outer.expression)) return [];
    if (!mount.includes(outer.expression.name.text)) return [];
    const receiver = outer.expression.expression;
    const before = this.placesOf(receiver, seen);
    const [first] = outer.arguments;
    if (first === undefined || outer.arguments.length < 2) return before;
    return isFunctionLike(first) ? before : extend(before, first);
  }

  #serves(use: ts.Identifier): boolean {
    const { parent } = use;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === use) {
      return this.#router.serve?.includes(parent.name.text) === true;
    }
    if (!ts.isCallExpression(parent) || !parent.arguments.includes(use)) return false;
    const origin = valueOrigin(parent.expression);
    return origin.kind === 'import' && isOfModules(origin.module, this.#modules);
  }

  #usesOf(declaration: ts.VariableDeclaration): readonly ts.Identifier[] {
    if (!ts.isIdentifier(declaration.name)) return [];
    this.#names ??= identifiersOf(this.#file);
    return (this.#names.get(declaration.name.text) ?? []).filter((use) => {
      if (use === declaration.name || isMemberName(use)) return false;
      const binding = resolveName(use);
      return binding?.kind === 'variable' && binding.node === declaration;
    });
  }

  #memberCalls(members: readonly string[]) {
    this.#calls ??= callsOf(this.#file);
    return this.#calls.flatMap((call) => {
      const { expression } = call;
      if (!ts.isPropertyAccessExpression(expression)) return [];
      return members.includes(expression.name.text)
        ? [{ call, receiver: expression.expression }]
        : [];
    });
  }
}

function extend(
  places: readonly RouterPlace[],
  part: ts.Expression | undefined,
): readonly RouterPlace[] {
  const value = part === undefined ? null : literalValue(part);
  if (value === null) return places;
  if (value.kind === 'computed') return [somewhere];
  return places.flatMap(({ path, isWhole }) =>
    value.texts.map((text) => ({ path: joinPaths(path, text), isWhole })),
  );
}

/** The call whose argument a name is, or the receiver of: `x.use(router.routes())` for `router`. */
function outerCall(use: ts.Identifier): ts.CallExpression | null {
  let node: ts.Node = use;
  for (;;) {
    const { parent }: ts.Node = node;
    if (ts.isCallExpression(parent)) {
      if (parent.arguments.some((argument) => argument === node)) return parent;
      if (parent.expression !== node) return null;
    } else if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return null;
    node = parent;
  }
}

function isConstruction(node: ts.Expression): boolean {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

function isFunctionLike(node: ts.Expression): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isCallExpression(node);
}

function isMemberName(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  return ts.isPropertyAssignment(parent) && parent.name === name;
}

/** Whether a use lets a value out of what the file shows: anything but a member of it. */
function leavesFile(use: ts.Identifier): boolean {
  const { parent } = use;
  return !(ts.isPropertyAccessExpression(parent) && parent.expression === use);
}

function hasExport(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  const modifiers = ts.getModifiers(node) ?? [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function isExported(declaration: ts.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) && hasExport(statement);
}

function callsOf(file: ts.SourceFile): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return calls;
}

function identifiersOf(file: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> {
  const names = new Map<string, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const known = names.get(node.text);
      if (known === undefined) names.set(node.text, [node]);
      else known.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

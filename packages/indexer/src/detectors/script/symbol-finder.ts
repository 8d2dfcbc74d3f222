import type { EdgeFact, SymbolFact } from '@clew/contracts';
import ts from 'typescript';
import type { DetectionInput } from '../detection-input.ts';
import { isOfModules } from '../module-match.ts';
import { bareExpression } from './bare-expression.ts';
import { resolveName } from './resolve-name.ts';

/** Answers questions about places of one source with the facts that the compiler gave of it. */
export class SymbolFinder {
  readonly #file: ts.SourceFile;
  readonly #input: DetectionInput;
  readonly #edges = new Map<number, EdgeFact[]>();

  constructor(file: ts.SourceFile, input: DetectionInput) {
    this.#file = file;
    this.#input = input;
    for (const edge of input.edges) {
      if (edge.relation === 'contains') continue;
      const known = this.#edges.get(edge.line);
      if (known === undefined) this.#edges.set(edge.line, [edge]);
      else known.push(edge);
    }
  }

  lineOf(node: ts.Node): number {
    return this.#file.getLineAndCharacterOfPosition(node.getStart(this.#file)).line + 1;
  }

  /** The innermost symbol of the file around a node, the node itself included. */
  enclosing(node: ts.Node): string {
    const [own] = this.#input.symbols;
    for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
      const name = declaredName(at);
      if (name === null) continue;
      const found = this.#symbolAt(at, name);
      if (found !== null) return found;
    }
    return own?.fqn ?? '';
  }

  #symbolAt(node: ts.Node, name: string): string | null {
    const first = this.lineOf(node);
    const last = this.#file.getLineAndCharacterOfPosition(node.end).line + 1;
    const inside = ({ start_line, end_line }: SymbolFact): boolean =>
      start_line !== null && end_line !== null && start_line >= first && end_line <= last;
    const [, ...named] = this.#input.symbols;
    // The outermost of that name: what is deeper has been asked before.
    const candidates = named.filter((symbol) => symbol.name === name && inside(symbol));
    const depth = ({ fqn }: SymbolFact): number => fqn.length;
    return candidates.sort((a, b) => depth(a) - depth(b))[0]?.fqn ?? null;
  }

  /** The symbol of the project that an expression names, which the compiler has resolved; or null. */
  named(expression: ts.Expression): string | null {
    const node = bareExpression(expression);
    const token = ts.isPropertyAccessExpression(node) ? node.name : node;
    if (!ts.isIdentifier(token)) return null;
    const names = new Set([token.text]);
    if (token === node) {
      const binding = resolveName(token);
      if (binding?.kind === 'import') names.add(binding.name);
    }
    const targets = new Set(
      this.#edgesAt(token)
        .filter(({ to }) => names.has(simpleName(to)) && !this.#input.externals.has(to))
        .filter(({ relation }) => relation === 'references' || relation === 'calls')
        .map(({ to }) => to),
    );
    const [target] = targets;
    return targets.size === 1 && target !== undefined ? target : null;
  }

  /**
   * Whether the compiler says that the name at this place belongs to one of the modules; the symbol
   * itself, or what holds it, must have one of the names.
   */
  reaches(
    token: ts.Node,
    {
      modules,
      names,
    }: { readonly modules: readonly string[]; readonly names?: readonly string[] | undefined },
    named: 'itself' | 'holder' | 'any member',
  ): boolean {
    const wanted = token.getText(this.#file);
    return this.#edgesAt(token).some(({ to, relation }) => {
      if (relation === 'imports' || !this.#input.externals.has(to)) return false;
      const [module = '', path = ''] = to.split('#');
      if (!isOfModules(module, modules)) return false;
      // What is called through a type that can be called has the name of the type.
      const isCallable = named === 'itself' && relation === 'calls' && names !== undefined;
      if (named !== 'any member' && simpleName(to) !== wanted && !isCallable) return false;
      const segments = path.split('.');
      const name = segments.at(named === 'itself' ? -1 : -2) ?? '';
      return names === undefined || names.includes(name);
    });
  }

  /** What a name that this file exports again stands for, when the project declares it. */
  reexported(name: string): string | null {
    const edge = this.#input.edges.find(
      ({ to, relation, metadata }) =>
        relation === 'imports' && metadata?.reexport === true && simpleName(to) === name,
    );
    return edge === undefined || this.#input.externals.has(edge.to) ? null : edge.to;
  }

  #edgesAt(token: ts.Node): readonly EdgeFact[] {
    return this.#edges.get(this.lineOf(token)) ?? [];
  }
}

function simpleName(fqn: string): string {
  const path = fqn.split('#')[1] ?? '';
  return path.split('.').at(-1) ?? '';
}

/** The name that a node gives to what is in it. */
function declaredName(node: ts.Node): string | null {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isExportAssignment(node)) return 'default';
  if (
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassLike(node)
  ) {
    const { name } = node;
    if (name === undefined) return ts.isFunctionDeclaration(node) ? 'default' : null;
    return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)
      ? name.text
      : null;
  }
  return null;
}

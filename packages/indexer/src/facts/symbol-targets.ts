import type { UnresolvedReason } from '@clew/contracts';
import ts from 'typescript';
import { unwrap } from '../names/unwrap.ts';
import type { FileContext } from './file-context.ts';
import type { Target } from './target-finder.ts';

/** What a symbol means to the graph. */
export interface SymbolTargets {
  readonly targets: readonly Target[];
  /** The alias led nowhere; null when it did not, or when there was no alias. */
  readonly broken: UnresolvedReason | null;
  /** Which of the targets is used is decided at run time (a union of receivers, a table of functions). */
  readonly several: boolean;
}

const NOTHING: SymbolTargets = { targets: [], broken: null, several: false };
/** `{ a: b }` where `b` is `{ a: c }` … : far enough to reach any real function. */
const MAX_HOPS = 4;

/** The specifier of the import or re-export that made an alias. */
function specifierOf(alias: ts.Symbol): ts.Expression | null {
  for (const declaration of alias.declarations ?? []) {
    for (let node: ts.Node = declaration; !ts.isSourceFile(node); node = node.parent) {
      if (ts.isImportDeclaration(node)) return node.moduleSpecifier;
      if (ts.isExportDeclaration(node)) return node.moduleSpecifier ?? null;
      if (ts.isImportEqualsDeclaration(node)) {
        const { moduleReference } = node;
        return ts.isExternalModuleReference(moduleReference) ? moduleReference.expression : null;
      }
      if (ts.isVariableDeclaration(node)) {
        let value = node.initializer;
        while (value !== undefined && ts.isPropertyAccessExpression(value))
          value = value.expression;
        const argument =
          value !== undefined && ts.isCallExpression(value) ? value.arguments[0] : null;
        return argument ?? null;
      }
    }
  }
  return null;
}

// By checker, for a symbol of an unchanged file outlives the program in which it led nowhere.
const brokenReasons = new WeakMap<ts.TypeChecker, Map<ts.Symbol, UnresolvedReason>>();

/** Why an alias led nowhere: its module is missing, or the module does not declare the name. */
function brokenReason(context: FileContext, alias: ts.Symbol): UnresolvedReason {
  let known = brokenReasons.get(context.checker);
  if (known === undefined) {
    known = new Map();
    brokenReasons.set(context.checker, known);
  }
  const reason = known.get(alias) ?? findBrokenReason(context, alias);
  known.set(alias, reason);
  return reason;
}

function findBrokenReason(context: FileContext, alias: ts.Symbol): UnresolvedReason {
  const specifier = specifierOf(alias);
  if (specifier === null) return 'missing_declaration';
  if (context.checker.getSymbolAtLocation(specifier) !== undefined) return 'missing_declaration';
  if (!ts.isStringLiteralLike(specifier)) return 'missing_module';
  const file = specifier.getSourceFile();
  const mode = ts.getModeForUsageLocation(file, specifier, context.program.getCompilerOptions());
  const resolved = context.resolver.resolve(specifier.text, file.fileName, mode);
  return resolved === undefined ? 'missing_module' : 'missing_declaration';
}

function isUnknown(symbol: ts.Symbol): boolean {
  return symbol.declarations === undefined && symbol.escapedName === 'unknown';
}

/** A property that only forwards to a name: `{ get }`, `{ get: readValue }`. */
function forwardedSymbol(context: FileContext, declaration: ts.Node): ts.Symbol | undefined {
  const { checker } = context;
  if (ts.isShorthandPropertyAssignment(declaration)) {
    return checker.getShorthandAssignmentValueSymbol(declaration);
  }
  if (!ts.isPropertyAssignment(declaration)) return undefined;
  const value = unwrap(declaration.initializer);
  if (ts.isIdentifier(value)) return checker.getSymbolAtLocation(value);
  if (ts.isPropertyAccessExpression(value)) return checker.getSymbolAtLocation(value.name);
  return undefined;
}

/** The graph's symbols behind a compiler symbol: aliases followed to the real declaration. */
export function symbolTargets(
  context: FileContext,
  symbol: ts.Symbol | undefined,
  hops = 0,
): SymbolTargets {
  if (symbol === undefined) return NOTHING;
  const { checker, finder } = context;
  let real = symbol;
  if ((symbol.flags & ts.SymbolFlags.Alias) !== 0) {
    real = checker.getAliasedSymbol(symbol);
    if (isUnknown(real)) {
      return { targets: [], broken: brokenReason(context, symbol), several: false };
    }
  }
  const targets = new Map<string, Target>();
  let forwarded = false;
  for (const declaration of real.declarations ?? []) {
    const target = finder.find(declaration);
    if (target !== null) {
      const whole = wholeFunction(context, target);
      targets.set(whole.fqn, whole);
      continue;
    }
    if (hops >= MAX_HOPS) continue;
    const next = symbolTargets(context, forwardedSymbol(context, declaration), hops + 1);
    for (const behind of next.targets) {
      targets.set(behind.fqn, behind);
      forwarded = true;
    }
  }
  const meant = withoutAugmentations(ownFileFirst(context, real, [...targets.values()]));
  const isUnionMember = meant.length > 1 && (real.flags & ts.SymbolFlags.Transient) !== 0;
  return { targets: meant, broken: null, several: forwarded || isUnionMember };
}

/** A call through any overload runs the one function that they are overloads of. */
function wholeFunction(context: FileContext, target: Target): Target {
  const base = target.declared?.overloadOf ?? null;
  return base === null ? target : (context.finder.find(base.primary) ?? target);
}

/**
 * Scripts share one global scope on paper, so two scripts that each declare `main` seem to declare
 * one function twice. Where the using file is one of them, it means its own.
 */
function ownFileFirst(
  context: FileContext,
  symbol: ts.Symbol,
  targets: readonly Target[],
): readonly Target[] {
  if (targets.length < 2 || (symbol.flags & ts.SymbolFlags.Function) === 0) return targets;
  const own = targets.filter((target) => target.declaration?.getSourceFile() === context.file);
  return own.length > 0 && !ts.isExternalModule(context.file) ? own : targets;
}

const LANGUAGE = 'typescript/lib#';

/**
 * Several packages can declare one symbol together: Node's types add to the language's `Console`.
 * The symbol belongs to the language then, or else to the first by name; and a module that is
 * augmented is still the one file.
 */
function withoutAugmentations(targets: readonly Target[]): readonly Target[] {
  if (targets.length < 2) return targets;
  const kept = new Map<string, Target>();
  for (const target of targets) {
    const key = target.external === null ? target.fqn : target.fqn.slice(target.fqn.indexOf('#'));
    const rival = kept.get(key);
    const wins =
      rival === undefined ||
      target.fqn.startsWith(LANGUAGE) ||
      (target.fqn < rival.fqn && !rival.fqn.startsWith(LANGUAGE));
    if (wins) kept.set(key, target);
  }
  const left = [...kept.values()];
  const isFile = left.some(({ kind }) => kind === 'file' || kind === 'package');
  return isFile ? left.filter(({ kind }) => kind !== 'module') : left;
}

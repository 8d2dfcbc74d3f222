import type { DependencyFact, DetectorRule, DetectorValue, EntryPointFact } from '@clew/contracts';
import ts from 'typescript';
import type { DetectionInput } from '../detection-input.ts';
import type { Detections } from '../detections.ts';
import { hostOf, hostOfOption } from '../host-of.ts';
import { matchRules, parseSource, type RuleMatch, scriptGrammar } from '../match-rules.ts';
import { bareExpression } from './bare-expression.ts';
import { checkOrigin } from './check-origin.ts';
import {
  constantValue,
  type LiteralValue,
  literalValue,
  memberNamed,
  propertyValue,
} from './literal-value.ts';
import { nextRoutes } from './next-routes.ts';
import { nodeAt } from './node-at.ts';
import { resolveName } from './resolve-name.ts';
import { joinPaths, type RouterPlace, RouterPlaces } from './router-path.ts';
import { SymbolFinder } from './symbol-finder.ts';
import { valueOrigin } from './value-origin.ts';

interface ScriptContext {
  readonly input: DetectionInput;
  readonly file: ts.SourceFile;
  readonly symbols: SymbolFinder;
  readonly routers: Map<DetectorRule, RouterPlaces>;
}

/** Finds the detections of a TypeScript or JavaScript source. */
export function detectScript(input: DetectionInput, rules: readonly DetectorRule[]): Detections {
  const grammar = scriptGrammar(input.path);
  const matches = rules.length === 0 ? [] : matchRules(parseSource(input.text, grammar), rules);
  const parsed = lazily(() => openScript(input));
  const entry_points: EntryPointFact[] = [];
  const dependencies: DependencyFact[] = [];
  for (const match of matches) {
    const context = parsed();
    const site = nodeAt(context.file, match.span);
    if (site === null || !checkOrigin(context, match)) continue;
    entry_points.push(...entryPoints(context, match, site));
    dependencies.push(...dependenciesAt(context, match, site));
  }
  entry_points.push(...nextRoutes(input, () => parsed().file), ...commands(input));
  return { entry_points, dependencies };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function openScript(input: DetectionInput): ScriptContext {
  const file = input.tree ?? parseScript(input);
  return { input, file, symbols: new SymbolFinder(file, input), routers: new Map() };
}

function parseScript({ path, text }: DetectionInput): ts.SourceFile {
  const kind = scriptGrammar(path) === 'typescript' ? ts.ScriptKind.TS : ts.ScriptKind.TSX;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

/** The commands of the manifest that run this file. */
function commands({ symbols, package: { commands } }: DetectionInput): readonly EntryPointFact[] {
  const [own] = symbols;
  if (own === undefined) return [];
  return commands.map((name) => ({
    ...emptyEntryPoint,
    symbol: own.fqn,
    entry_type: 'cli',
    name,
    line: 1,
    detector: 'package.bin',
  }));
}

const emptyEntryPoint = {
  http_method: null,
  http_path: null,
  cron_expression: null,
  mq_queue: null,
  name: null,
  resolution: 'exact',
} as const;

/** A value as a rule reads it: absent, known, or there but computed. */
type ReadValue = LiteralValue | { readonly kind: 'absent' };

/** Where the value of a rule stands; `absent` when it is left out, `hidden` when it cannot be seen. */
type FoundNode = ts.Node | 'absent' | 'hidden';

function nodeOf(
  { file }: ScriptContext,
  { captures }: RuleMatch,
  value: Exclude<DetectorValue, string>,
): FoundNode {
  const span = (captures.get(value.of) ?? []).at(value.argument ?? 0);
  const node = span === undefined ? null : nodeAt(file, span);
  if (node === null) return 'absent';
  if (value.call !== undefined) return calledBefore(node, value.call);
  if (value.option === undefined) return node;
  return ts.isExpression(node) ? optionOf(node, value.option) : 'hidden';
}

function optionOf(node: ts.Expression, names: readonly string[]): FoundNode {
  const found = propertyValue(node, names);
  if (found !== null) return found;
  const bare = bareExpression(node);
  const literal = ts.isObjectLiteralExpression(bare) ? bare : constantValue(bare);
  if (literal === null || !ts.isObjectLiteralExpression(literal)) return 'hidden';
  const method = names.map((name) => memberNamed(literal, name)).find((each) => each !== null);
  if (method !== undefined) return method;
  return literal.properties.some(ts.isSpreadAssignment) ? 'hidden' : 'absent';
}

/** The first argument of the nearest call of one of these names, back along a chain of calls. */
function calledBefore(node: ts.Node, names: readonly string[]): FoundNode {
  let at: ts.Node | null = node;
  for (let steps = 0; at !== null && ts.isExpression(at) && steps < 200; steps += 1) {
    const bare = bareExpression(at);
    if (ts.isCallExpression(bare) || ts.isNewExpression(bare)) {
      const { expression } = bare;
      const callee = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      if (names.includes(callee.getText())) return bare.arguments?.[0] ?? 'absent';
      at = expression;
    } else if (ts.isPropertyAccessExpression(bare)) at = bare.expression;
    else if (ts.isIdentifier(bare)) {
      const binding = resolveName(bare);
      at = binding?.kind === 'variable' ? (binding.node.initializer ?? null) : null;
    } else at = null;
  }
  return 'hidden';
}

function read(
  context: ScriptContext,
  match: RuleMatch,
  value: DetectorValue | undefined,
): ReadValue {
  if (value === undefined) return { kind: 'absent' };
  if (typeof value === 'string' && !value.startsWith('$')) return { kind: 'texts', texts: [value] };
  const node = nodeOf(context, match, typeof value === 'string' ? { of: value } : value);
  if (node === 'absent') return { kind: 'absent' };
  if (node === 'hidden') return { kind: 'computed', start: '' };
  if (ts.isIdentifier(node) && isNameOnly(node)) return { kind: 'texts', texts: [node.text] };
  return ts.isExpression(node) ? literalValue(node) : { kind: 'computed', start: '' };
}

/** The name of a member or of a decorator: it means itself and no variable. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isDecorator(parent)) return true;
  return ts.isCallExpression(parent) && parent.expression === node && ts.isDecorator(parent.parent);
}

function entryPoints(
  context: ScriptContext,
  match: RuleMatch,
  site: ts.Node,
): readonly EntryPointFact[] {
  const found = match.rule.entry_point;
  if (found === undefined || lacksHandler(match)) return [];
  const method = read(context, match, found.method);
  const cron = read(context, match, found.cron);
  const queue = read(context, match, found.queue);
  const name = read(context, match, found.name);
  const paths = found.type === 'http_api' ? pathsOf(context, match, site) : [null];
  const details = [method, cron, queue, name];
  const isComputed = details.some(({ kind }) => kind === 'computed');
  const symbol = handlerOf(context, match, site);
  const line = context.symbols.lineOf(site);
  return paths.flatMap((path) =>
    textsOf(method).flatMap((methodText) =>
      textsOf(queue).flatMap((queueText) =>
        textsOf(name).map((nameText): EntryPointFact => {
          const isWhole = path === null || path.isWhole;
          const isKnown = !isComputed && (path === null || path.path !== null);
          return {
            symbol,
            entry_type: found.type,
            http_method: methodText === null ? null : methodName(methodText),
            http_path: path?.path ?? null,
            cron_expression: textsOf(cron)[0] ?? null,
            mq_queue: queueText,
            name: nameText,
            resolution: isKnown ? (isWhole ? 'exact' : 'suffix') : 'unresolved',
            line,
            detector: match.rule.id,
          };
        }),
      ),
    ),
  );
}

/** Without anything to run it is no entry: `app.get('setting')` reads a setting. */
function lacksHandler({ rule, captures }: RuleMatch): boolean {
  const handler = rule.entry_point?.handler;
  return (
    typeof handler === 'string' && handler.startsWith('$') && captures.get(handler)?.length === 0
  );
}

function textsOf(value: ReadValue): readonly (string | null)[] {
  return value.kind === 'texts' && value.texts.length > 0 ? value.texts : [null];
}

function methodName(text: string): string {
  const upper = text.toUpperCase();
  if (upper === 'DEL') return 'DELETE';
  return upper === '*' || upper === 'ANY' ? 'ALL' : upper;
}

interface FoundPath {
  readonly path: string | null;
  readonly isWhole: boolean;
}

function pathsOf(context: ScriptContext, match: RuleMatch, site: ts.Node): readonly FoundPath[] {
  const found = match.rule.entry_point;
  const own = read(context, match, found?.path);
  if (own.kind === 'computed') return [{ path: null, isWhole: false }];
  const texts = textsOf(own).map((text) => text ?? '');
  const places = placesOf(context, match, site);
  return places.flatMap((place) =>
    texts.map((text) => ({ path: joinPaths(place.path, text), isWhole: place.isWhole })),
  );
}

function placesOf(context: ScriptContext, match: RuleMatch, site: ts.Node): readonly RouterPlace[] {
  const { entry_point: found, origin } = match.rule;
  if (found?.class_path !== undefined) return classPaths(site, found.class_path);
  if (found?.router === undefined || origin === undefined) return [{ path: '', isWhole: true }];
  const [span] = match.captures.get(origin.of) ?? [];
  const receiver = span === undefined ? null : nodeAt(context.file, span);
  if (receiver === null || !ts.isExpression(receiver)) return [{ path: '', isWhole: false }];
  let routers = context.routers.get(match.rule);
  if (routers === undefined) {
    routers = new RouterPlaces(context.file, found.router, origin.modules);
    context.routers.set(match.rule, routers);
  }
  return routers.placesOf(receiver);
}

/** The paths that the decorator of a class puts before those of its members. */
function classPaths(
  site: ts.Node,
  {
    decorators,
    options,
  }: { readonly decorators: readonly string[]; readonly options: readonly string[] },
): readonly RouterPlace[] {
  const holder = ts.findAncestor(site, ts.isClassLike);
  for (const decorator of holder === undefined ? [] : (ts.getDecorators(holder) ?? [])) {
    const { expression } = decorator;
    if (!ts.isCallExpression(expression) || !decorators.includes(expression.expression.getText())) {
      continue;
    }
    const [first] = expression.arguments;
    if (first === undefined) return [{ path: '', isWhole: true }];
    const isOptions = ts.isObjectLiteralExpression(bareExpression(first));
    const given = isOptions ? propertyValue(first, options) : first;
    if (given === null) return [{ path: '', isWhole: true }];
    const value = literalValue(given);
    if (value.kind === 'computed') return [{ path: '', isWhole: false }];
    return value.texts.map((path) => ({ path, isWhole: true }));
  }
  return [{ path: '', isWhole: false }];
}

/** The symbol that runs: what the rule says, or what stands around the site. */
function handlerOf(context: ScriptContext, match: RuleMatch, site: ts.Node): string {
  const handler = match.rule.entry_point?.handler;
  const { symbols } = context;
  if (handler === undefined) return symbols.enclosing(site);
  if (handler === 'decorated') {
    const decorator = ts.findAncestor(site, ts.isDecorator);
    return symbols.enclosing(decorator?.parent ?? site);
  }
  const value = typeof handler === 'string' ? { of: handler } : handler;
  const isList = value.of.startsWith('$$$') && value.argument === undefined;
  const node = nodeOf(context, match, isList ? { ...value, argument: -1 } : value);
  if (node === 'absent' || node === 'hidden') return symbols.enclosing(site);
  return ts.isExpression(node) ? named(symbols, node) : symbols.enclosing(node);
}

/** A named function, also through one call around it; a function that stands there is its surroundings'. */
function named(symbols: SymbolFinder, expression: ts.Expression): string {
  const node = bareExpression(expression);
  const direct = symbols.named(node);
  if (direct !== null) return direct;
  if (ts.isCallExpression(node)) {
    const inner = node.arguments.flatMap((argument) => symbols.named(argument) ?? []);
    const [only] = inner;
    if (inner.length === 1 && only !== undefined) return only;
  }
  return symbols.enclosing(node);
}

function dependenciesAt(
  context: ScriptContext,
  match: RuleMatch,
  site: ts.Node,
): readonly DependencyFact[] {
  const found = match.rule.dependency;
  if (found === undefined) return [];
  const { symbols } = context;
  const construction = constructionOf(context, match);
  return [
    {
      caller: symbols.enclosing(site),
      dependency_type: typeOf(construction, found),
      target: targetOf(context, match, construction),
      strength: found.strength,
      line: symbols.lineOf(site),
      detector: match.rule.id,
    },
  ];
}

/** The call that made the client which a rule is about, when it stands in the same file. */
function constructionOf(
  { file }: ScriptContext,
  { rule, captures }: RuleMatch,
): ts.CallExpression | ts.NewExpression | null {
  const [span] = rule.origin === undefined ? [] : (captures.get(rule.origin.of) ?? []);
  const node = span === undefined ? null : nodeAt(file, span);
  if (node === null || !ts.isExpression(node)) return null;
  const origin = valueOrigin(madeHere(node, rule.origin?.names ?? []) ?? node);
  if (origin.kind !== 'import') return null;
  // What made it is the first thing that happens to the import, or to a member of it.
  const first = origin.steps.findIndex((step) => step === '()' || step === 'new');
  return first === 0 || first === 1 ? (origin.calls[0] ?? null) : null;
}

/** The call that makes a client of what is called: `new Pool()`, `amqp.connect()`. */
function madeHere(node: ts.Expression, names: readonly string[]): ts.Expression | null {
  const { parent } = node;
  const isMember =
    ts.isPropertyAccessExpression(parent) &&
    parent.expression === node &&
    names.includes(parent.name.text);
  const callee = isMember ? parent : node;
  const call = callee.parent;
  const isCall = ts.isCallExpression(call) || ts.isNewExpression(call);
  return isCall && call.expression === callee ? call : null;
}

/** What the call itself names, or else what the client was made for. */
function targetOf(
  context: ScriptContext,
  match: RuleMatch,
  construction: ts.CallExpression | ts.NewExpression | null,
): string | null {
  const { target, target_options: options, target_form: form } = match.rule.dependency ?? {};
  const isHost = form === 'host';
  const textOf = (value: ReadValue): string | null =>
    value.kind === 'texts' ? (value.texts[0] ?? null) : null;
  const own = read(context, match, target);
  const named = own.kind !== 'absent' && isHost ? hostOf(own) : textOf(own);
  const [first] = construction?.arguments ?? [];
  if (named !== null || options === undefined || first === undefined) return named;
  const option = propertyValue(first, options);
  if (option !== null) {
    const value = literalValue(option);
    return isHost ? hostOfOption(value) : textOf(value);
  }
  if (ts.isObjectLiteralExpression(bareExpression(first))) return null;
  const value = literalValue(first);
  return isHost ? hostOf(value) : textOf(value);
}

function typeOf(
  construction: ts.CallExpression | ts.NewExpression | null,
  { type, type_option }: NonNullable<DetectorRule['dependency']>,
): DependencyFact['dependency_type'] {
  const [first] = construction?.arguments ?? [];
  if (type_option === undefined || first === undefined) return type;
  const option = propertyValue(first, [type_option.option]);
  const value = option === null ? null : literalValue(option);
  const text = value?.kind === 'texts' ? value.texts[0] : undefined;
  return text === undefined ? type : (type_option.values[text] ?? type);
}

import type { DetectorRule, DetectorValue, EntryPointFact, SymbolFact } from '@clew/contracts';
import type { DetectionInput } from '../detection-input.ts';
import type { Detections } from '../detections.ts';
import { matchRules, parseSource, type SgNode, spanOf } from '../match-rules.ts';
import { annotationTexts, type JavaTexts } from './annotation-texts.ts';

const classKinds = new Set([
  'class_declaration',
  'interface_declaration',
  'record_declaration',
  'enum_declaration',
]);
const memberKinds = new Set(['method_declaration', 'constructor_declaration']);

/**
 * Finds the entry points that annotations of a Java source declare. An annotation counts when its
 * package is imported, by name or as a whole, or written out. What runs is the method under it, or the
 * class, told by the symbol of that name whose lines it stands in.
 */
export function detectJava(input: DetectionInput, rules: readonly DetectorRule[]): Detections {
  if (rules.length === 0) return { entry_points: [], dependencies: [] };
  const root = parseSource(input.text, 'java');
  const matches = matchRules(root, rules);
  if (matches.length === 0) return { entry_points: [], dependencies: [] };
  const imports = importsOf(root);
  const annotations = new Map<string, SgNode>();
  for (const kind of ['annotation', 'marker_annotation']) {
    for (const node of root.findAll({ rule: { kind } })) annotations.set(keyOf(node), node);
  }
  const entry_points = matches.flatMap(({ rule, span }): readonly EntryPointFact[] => {
    const node = annotations.get(`${span.start}:${span.end}`);
    if (node === undefined || rule.entry_point === undefined) return [];
    if (!comesFrom(node, rule.origin?.modules ?? [], imports)) return [];
    return entriesAt(input, rule, node);
  });
  return { entry_points, dependencies: [] };
}

function keyOf(node: SgNode): string {
  const { start, end } = spanOf(node);
  return `${start}:${end}`;
}

interface JavaImports {
  readonly names: ReadonlyMap<string, string>;
  readonly packages: ReadonlySet<string>;
}

function importsOf(root: SgNode): JavaImports {
  const names = new Map<string, string>();
  const packages = new Set<string>();
  for (const node of root.findAll({ rule: { kind: 'import_declaration' } })) {
    const text = node.text().replaceAll(/\s+/g, ' ');
    const found = /^import ([\w.]+?)(\.\*)? ?;/.exec(text);
    if (found?.[1] === undefined) continue;
    const dot = found[1].lastIndexOf('.');
    if (found[2] !== undefined) packages.add(found[1]);
    else names.set(found[1].slice(dot + 1), found[1].slice(0, dot));
  }
  return { names, packages };
}

function comesFrom(node: SgNode, modules: readonly string[], imports: JavaImports): boolean {
  const written = node.field('name')?.text() ?? '';
  const dot = written.lastIndexOf('.');
  if (dot !== -1) return modules.includes(written.slice(0, dot));
  const imported = imports.names.get(written);
  if (imported !== undefined) return modules.includes(imported);
  return modules.some((module) => imports.packages.has(module));
}

function entriesAt(
  input: DetectionInput,
  rule: DetectorRule,
  annotation: SgNode,
): readonly EntryPointFact[] {
  const found = rule.entry_point;
  const declaration = declarationOf(annotation);
  if (found === undefined || declaration === null) return [];
  // The mapping of a class is the beginning of those of its methods.
  const isOfClass = classKinds.has(declaration.kind().toString());
  if (isOfClass && found.class_path !== undefined) return [];
  const holder = isOfClass ? declaration : enclosingClass(declaration);
  const symbol = symbolOf(input, declaration);
  if (symbol === null) return [];
  const own = textsOf(annotation, found.path);
  const before =
    holder === null || found.class_path === undefined ? null : classTexts(holder, found.class_path);
  const cron = textsOf(annotation, found.cron);
  const queue = textsOf(annotation, found.queue);
  const methods =
    found.type === 'http_api' ? methodsOf(annotation) : { texts: [], isComputed: false };
  const isComputed = [own, before, cron, queue, methods].some((each) => each?.isComputed === true);
  const orNone = (texts: readonly string[]): readonly (string | null)[] =>
    texts.length === 0 ? [null] : texts;
  const paths =
    found.type === 'http_api' && !own.isComputed && before?.isComputed !== true
      ? orNone(before?.texts ?? []).flatMap((prefix) =>
          orNone(own.texts).map((path) => joinJavaPaths(prefix ?? '', path ?? '')),
        )
      : [null];
  return paths.flatMap((path) =>
    orNone(methods.texts).flatMap((method) =>
      orNone(queue.texts).map(
        (mq_queue): EntryPointFact => ({
          symbol,
          entry_type: found.type,
          http_method: method,
          http_path: path,
          cron_expression: cron.texts[0] ?? null,
          mq_queue,
          name: null,
          resolution: isComputed ? 'unresolved' : 'exact',
          line: annotation.range().start.line + 1,
          detector: rule.id,
        }),
      ),
    ),
  );
}

function joinJavaPaths(before: string, after: string): string {
  const joined = `/${before}/${after}`.replaceAll(/\/{2,}/g, '/');
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined;
}

const none: JavaTexts = { texts: [], isComputed: false };

function textsOf(annotation: SgNode, value: DetectorValue | undefined): JavaTexts {
  if (value === undefined) return none;
  if (typeof value === 'string') {
    return value.startsWith('$')
      ? annotationTexts(annotation, ['value'])
      : { texts: [value], isComputed: false };
  }
  return annotationTexts(annotation, value.option ?? ['value']);
}

/** `GetMapping` is GET; `RequestMapping` says it, or means any. */
function methodsOf(annotation: SgNode): JavaTexts {
  const name = annotation.field('name')?.text().split('.').at(-1) ?? '';
  const short = /^(Get|Post|Put|Patch|Delete)Mapping$/.exec(name)?.[1];
  if (short !== undefined) return { texts: [short.toUpperCase()], isComputed: false };
  const { texts, isComputed } = annotationTexts(annotation, ['method']);
  const methods = texts.map((text) => text.replace(/^(?:\w+\.)*/, ''));
  return { texts: methods.length === 0 && !isComputed ? ['ALL'] : methods, isComputed };
}

function classTexts(
  holder: SgNode,
  {
    decorators,
    options,
  }: { readonly decorators: readonly string[]; readonly options: readonly string[] },
): JavaTexts | null {
  const modifiers = holder.children().find((child) => child.kind() === 'modifiers');
  const annotation = modifiers
    ?.children()
    .find((child) => decorators.includes(child.field('name')?.text() ?? ''));
  return annotation === undefined ? null : annotationTexts(annotation, options);
}

function declarationOf(annotation: SgNode): SgNode | null {
  const modifiers = annotation.parent();
  const declaration = modifiers?.kind() === 'modifiers' ? modifiers.parent() : null;
  if (declaration === null) return null;
  const kind = declaration.kind().toString();
  return classKinds.has(kind) || memberKinds.has(kind) ? declaration : null;
}

function enclosingClass(node: SgNode): SgNode | null {
  return node.ancestors().find((each) => classKinds.has(each.kind().toString())) ?? null;
}

/** The symbol of that name that begins nearest to the name of the declaration, within its lines. */
function symbolOf({ symbols }: DetectionInput, declaration: SgNode): string | null {
  const name = declaration.field('name');
  if (name === null) return null;
  const at = name.range().start.line + 1;
  const { start, end } = declaration.range();
  const isWithin = ({ start_line: line }: SymbolFact): boolean =>
    line !== null && line >= start.line + 1 && line <= end.line + 1;
  const near = symbols
    .filter((symbol) => symbol.name === name.text() && isWithin(symbol))
    .sort((a, b) => Math.abs((a.start_line ?? 0) - at) - Math.abs((b.start_line ?? 0) - at));
  return near[0]?.fqn ?? null;
}

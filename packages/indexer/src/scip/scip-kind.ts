import type { SymbolKind } from '@clew/contracts';
import type { ScipInformation } from './scip-message.ts';
import type { ScipSymbol } from './scip-symbol.ts';

/** `SymbolInformation.Kind` of scip.proto, as far as a kind of the graph answers to it. */
const KINDS: ReadonlyMap<number, SymbolKind> = new Map([
  ...of('class', 7, 49, 59, 62, 63, 33, 36, 75, 28, 54, 20),
  ...of('interface', 21, 42, 53, 56, 85),
  ...of('enum', 11),
  ...of('enum_member', 12),
  ...of('type_alias', 55, 3, 57, 10),
  ...of('function', 17, 25, 34),
  ...of('method', 26, 66, 67, 68, 69, 70, 71, 74, 76, 80, 47, 73),
  ...of('constructor', 9),
  ...of('getter', 18),
  ...of('setter', 45),
  ...of('property', 15, 41, 72, 4, 13, 77, 78, 79, 81, 22),
  ...of('variable', 61, 8, 82, 60),
  ...of('module', 29, 64),
  ...of('package', 35),
  ...of('namespace', 30),
  ...of('file', 16),
  ...of('parameter', 37, 27, 44, 52, 38, 58),
]);

function of(kind: SymbolKind, ...numbers: readonly number[]) {
  return numbers.map((number) => [number, kind] as const);
}

/** Words that declare a type, in the languages that indexers exist for. */
const TYPE_WORDS: readonly (readonly [RegExp, SymbolKind])[] = [
  [/@interface\b/, 'annotation'],
  [/\b(?:interface|trait|protocol|mixin)\b/, 'interface'],
  [/\benum\b/, 'enum'],
  [/\b(?:class|struct|record|object|union|impl)\b/, 'class'],
  [/(?:^|\s)(?:type|typealias|typedef)\s/, 'type_alias'],
];

/**
 * The kind of a symbol: what the indexer says; else what the declaration says; else what the
 * descriptors can be.
 */
export function scipKind(symbol: ScipSymbol, information: ScipInformation | null): SymbolKind {
  const told = KINDS.get(information?.kind ?? 0);
  if (told !== undefined) return told;
  const last = symbol.descriptors.at(-1);
  if (last === undefined) return 'unknown';
  const owner = symbol.descriptors.at(-2);
  const inType = owner?.suffix === 'type' || owner?.suffix === 'type_parameter';
  const head = declarationHead(information?.signature ?? '');
  switch (last.suffix) {
    case 'namespace':
      return 'module';
    case 'type':
      return TYPE_WORDS.find(([word]) => word.test(head))?.[1] ?? 'class';
    case 'method':
      return methodKind(last.name, owner?.name ?? null, inType);
    case 'term':
      if (/\benum member\b/.test(head)) return 'enum_member';
      return inType ? 'property' : 'variable';
    case 'macro':
      return 'function';
    case 'meta':
      return last.name === '__init__' ? 'module' : 'property';
    case 'parameter':
    case 'type_parameter':
      return 'parameter';
    default:
      return last.suffix satisfies never;
  }
}

function methodKind(name: string, owner: string | null, inType: boolean): SymbolKind {
  if (name.startsWith('<get>')) return 'getter';
  if (name.startsWith('<set>')) return 'setter';
  const isConstructor =
    name === '<init>' || name === '<constructor>' || name === '__init__' || name === '.ctor';
  if (isConstructor || (inType && name === owner)) return 'constructor';
  return inType ? 'method' : 'function';
}

/** The declaration without annotations, and without what its body or a default value says. */
function declarationHead(signature: string): string {
  return signature
    .replace(/^\s*(?:@(?!interface)[\w.]+(?:\([^)]*\))?\s*)+/, '')
    .replace(/[{=][\s\S]*/, '');
}

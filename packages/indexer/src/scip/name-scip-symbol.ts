import type { DescriptorSuffix, ScipDescriptor, ScipSymbol } from './scip-symbol.ts';

/** Schemes whose namespaces are written with dots in their language: `com.example.Cart`. */
const DOTTED: ReadonlySet<string> = new Set([
  'semanticdb',
  'scip-java',
  'scip-kotlin',
  'scip-scala',
  'scip-dotnet',
]);

const MAX_FQN = 4096;

export interface ScipName {
  readonly fqn: string;
  readonly name: string;
  readonly suffix: DescriptorSuffix;
  /** How many descriptors there are in front of the last. */
  readonly depth: number;
}

/**
 * The name of a symbol in the graph; a function of the symbol alone, so that it stays the same
 * whatever else is indexed. Symbols that differ have names that differ, versions aside.
 *
 * - JVM and .NET   `com.example.OldService`, nested `com.example.Outer.Inner`, members behind `#`:
 *                  `com.example.OldService#process()`, `com.example.OldService#count`
 * - others         `<package>/<namespaces>#Type.method()`; the package is left out where the first
 *                  namespace begins with it: `github.com/acme/shop/cart#Cart.Add()`
 * - overloads      `…#process(+1)`
 *
 * @returns null for parameters and type parameters, which are no symbols of a graph, and for a name
 * that is too long or holds NUL
 */
export function nameScipSymbol(symbol: ScipSymbol): ScipName | null {
  const { descriptors } = withoutModuleMark(symbol);
  const last = descriptors.at(-1);
  if (last === undefined) return null;
  if (last.suffix === 'parameter' || last.suffix === 'type_parameter') return null;
  const fqn = DOTTED.has(symbol.scheme) ? dotted(descriptors) : slashed(symbol, descriptors);
  if (fqn.length > MAX_FQN || fqn.includes('\0')) return null;
  return { fqn, name: last.name, suffix: last.suffix, depth: symbol.descriptors.length - 1 };
}

/** scip-python names a module by a mark inside its namespace: the module is the namespace. */
function withoutModuleMark({ descriptors }: ScipSymbol): {
  readonly descriptors: readonly ScipDescriptor[];
} {
  const last = descriptors.at(-1);
  const isMark = last?.suffix === 'meta' && last.name === '__init__' && descriptors.length > 1;
  return { descriptors: isMark ? descriptors.slice(0, -1) : descriptors };
}

function dotted(descriptors: readonly ScipDescriptor[]): string {
  const firstMember = descriptors.findIndex(
    ({ suffix }) => suffix !== 'namespace' && suffix !== 'type',
  );
  const types = firstMember === -1 ? descriptors : descriptors.slice(0, firstMember);
  const members = firstMember === -1 ? [] : descriptors.slice(firstMember);
  const owner = types.map(({ name }) => name).join('.');
  if (members.length === 0) return owner;
  return owner === '' ? memberPath(members) : `${owner}#${memberPath(members)}`;
}

function slashed(symbol: ScipSymbol, descriptors: readonly ScipDescriptor[]): string {
  const firstMember = descriptors.findIndex(({ suffix }) => suffix !== 'namespace');
  const namespaces = firstMember === -1 ? descriptors : descriptors.slice(0, firstMember);
  const members = firstMember === -1 ? [] : descriptors.slice(firstMember);
  const path = namespaces.map(({ name }) => name).join('/');
  const owner =
    symbol.package === '' || isBelow(path, symbol.package)
      ? path
      : [symbol.package, path].filter((part) => part !== '').join('/');
  if (members.length === 0) return owner === '' ? symbol.scheme : owner;
  return owner === '' ? memberPath(members) : `${owner}#${memberPath(members)}`;
}

/** True when a namespace is the package or lies in it: `a.b` and `a/b` in `a`, but not `ab`. */
function isBelow(path: string, owner: string): boolean {
  if (!path.startsWith(owner)) return false;
  const next = path[owner.length];
  return next === undefined || next === '/' || next === '.';
}

function memberPath(members: readonly ScipDescriptor[]): string {
  let path = '';
  for (const descriptor of members) {
    const segment = memberSegment(descriptor);
    path += path === '' || segment.startsWith('[') ? segment : `.${segment}`;
  }
  return path;
}

function memberSegment({ name, suffix, disambiguator }: ScipDescriptor): string {
  switch (suffix) {
    case 'method':
      return `${name}(${disambiguator})`;
    case 'type_parameter':
      return `[${name}]`;
    case 'parameter':
      return `(${name})`;
    case 'macro':
      return `${name}!`;
    case 'meta':
      return `${name}:`;
    case 'namespace':
    case 'type':
    case 'term':
      return name;
    default:
      return suffix satisfies never;
  }
}

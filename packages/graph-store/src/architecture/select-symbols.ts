import type { Architecture, Layer, SymbolSelector } from '@clew/contracts';
import picomatch from 'picomatch';
import type { ArchitectureNode } from './architecture-nodes.ts';

export type NodeTest = (node: ArchitectureNode) => boolean;

/** Tells of each symbol in which layer it is, and whether a side of a rule means it. */
export interface SymbolSelection {
  /** The first layer, in the order of the configuration, whose traits it has; null for none. */
  layerOf(node: ArchitectureNode): string | null;
  select(selector: SymbolSelector): NodeTest;
}

/** Compiles layers and selectors; a symbol is looked at once for each. */
export function selectSymbols(layers: Architecture['layers']): SymbolSelection {
  const tests = Object.entries(layers).map(([name, layer]) => [name, traitTest(layer)] as const);
  const layerOf = remember((node) => tests.find(([, test]) => test(node))?.[0] ?? null);
  const hasLayer =
    (names: readonly string[]): NodeTest =>
    (node) => {
      const layer = layerOf(node);
      return layer !== null && names.includes(layer);
    };
  const test = (selector: Omit<SymbolSelector, 'not' | 'kinds' | 'origin'>): NodeTest => {
    const { layer, ...traits } = selector;
    return every([...(layer === undefined ? [] : [hasLayer(layer)]), traitTest(traits)]);
  };
  return {
    layerOf,
    select({ kinds, origin, not, ...rest }) {
      const kept = test(rest);
      const left = (not ?? []).map(test);
      return remember(
        (node) =>
          (kinds === undefined || kinds.includes(node.kind)) &&
          (origin === undefined || node.origin === origin) &&
          kept(node) &&
          !left.some((each) => each(node)),
      );
    },
  };
}

function traitTest({ files, symbols, packages, annotations }: Layer): NodeTest {
  const tests: NodeTest[] = [];
  if (files !== undefined) {
    const matches = globs(files);
    tests.push(({ file }) => file !== null && matches(file));
  }
  if (symbols !== undefined) {
    const matches = globs(symbols);
    tests.push((node) => withOwners(node).some(({ fqn }) => matches(fqn)));
  }
  if (packages !== undefined) {
    const matches = globs(packages);
    tests.push((node) => node.package !== null && matches(node.package));
  }
  if (annotations !== undefined) {
    const names = new Set(annotations);
    tests.push((node) =>
      withOwners(node).some((each) => each.annotations.some((a) => names.has(a))),
    );
  }
  return every(tests);
}

const withOwners = (node: ArchitectureNode) => [node, ...node.owners];

const every =
  (tests: readonly NodeTest[]): NodeTest =>
  (node) =>
    tests.every((test) => test(node));

/** A dot at the start of a name is nothing special: `.clew/rules` is a folder like others. */
function globs(patterns: readonly string[]): (text: string) => boolean {
  const match = picomatch([...patterns], { dot: true });
  const known = new Map<string, boolean>();
  return (text) => {
    let matches = known.get(text);
    if (matches === undefined) {
      matches = match(text);
      known.set(text, matches);
    }
    return matches;
  };
}

function remember<T>(of: (node: ArchitectureNode) => T): (node: ArchitectureNode) => T {
  const known = new Map<number, T>();
  return (node) => {
    const before = known.get(node.id);
    if (before !== undefined) return before;
    const value = of(node);
    known.set(node.id, value);
    return value;
  };
}

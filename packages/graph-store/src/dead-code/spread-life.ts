import { memberKinds, type Program } from './load-program.ts';

/*
 * What keeps code alive. A symbol that lives keeps alive
 *  - what it uses, and what holds it, up to its file, which is then loaded;
 *  - of what it contains, what comes to be with it: constructors, properties, members that a runtime
 *    calls by a name of its own;
 *  - of what it contains, the members that implement or override one that lives or that belongs to a
 *    library; and, where it is such a member, its implementations in whatever lives.
 * A file that is loaded keeps alive what its top level uses, also in the values of its variables,
 * without using those variables; and loads what it imports. An import alone uses nothing; a file
 * that is used as a value, as a namespace is, keeps alive what it exports. Types live by their names
 * and load no file.
 */

/** Ids of the symbols that live and of the files that are loaded. */
export interface Life {
  readonly live: Set<number>;
  readonly loaded: Set<number>;
}

/** What is alive to begin with. `api`: also whatever others can see of it. */
export interface Roots {
  readonly symbols: Iterable<number>;
  readonly api: Iterable<number>;
}

const comesWithHolder = new Set(['constructor', 'property', 'enum_member', 'parameter']);
const types = new Set(['interface', 'type_alias']);
/** Members that the language calls without naming them, besides those with a symbol for a name. */
const implicit = new Set(['toString', 'toJSON', 'valueOf', 'then']);

/** Adds to a life everything that the roots keep alive. Linear in the symbols and edges reached. */
export function spreadLife(program: Program, { live, loaded }: Life, roots: Roots): void {
  const { symbols, childrenOf, uses, importsOf, upwardsOf, downwardsOf } = program;
  const waiting: number[] = [];
  const exposed = new Set<number>();

  const activate = (id: number): void => {
    const symbol = symbols.get(id);
    if (symbol === undefined || live.has(id) || loaded.has(id)) return;
    if (symbol.kind === 'file') loaded.add(id);
    else live.add(id);
    waiting.push(id);
  };
  const use = (id: number): void => {
    if (symbols.get(id)?.kind === 'file') expose(id);
    else activate(id);
  };
  const isKeptBy = (holder: number | null): boolean => {
    if (holder === null) return true;
    const kind = symbols.get(holder)?.kind;
    return kind === 'file' || kind === 'package' || live.has(holder);
  };
  const standsForLiving = (id: number): boolean =>
    upwardsOf(id).some((up) => live.has(up) || symbols.get(up)?.origin !== 'project');

  const visit = (id: number): void => {
    const symbol = symbols.get(id);
    if (symbol === undefined) return;
    const { kind, parent } = symbol;
    const holder = parent === null ? undefined : symbols.get(parent);
    if (holder !== undefined && holder.kind !== 'package') {
      if (!(types.has(kind) && holder.kind === 'file')) activate(holder.id);
    }
    for (const target of uses(id)) use(target);
    for (const { to, types: typesAlone, dynamic } of importsOf(id)) {
      if (typesAlone || symbols.get(to)?.kind !== 'file') continue;
      activate(to);
      if (dynamic) expose(to);
    }
    if (kind === 'file' || kind === 'namespace') {
      for (const child of childrenOf(id)) {
        if (symbols.get(child)?.kind !== 'variable') continue;
        for (const target of uses(child)) use(target);
      }
    } else {
      for (const child of childrenOf(id)) {
        const { kind: own = '', name = '' } = symbols.get(child) ?? {};
        const called = name.startsWith('[') || implicit.has(name);
        if (comesWithHolder.has(own) || (memberKinds.has(own) && called)) activate(child);
        else if (standsForLiving(child)) activate(child);
      }
    }
    for (const member of downwardsOf(id)) {
      if (isKeptBy(symbols.get(member)?.parent ?? null)) activate(member);
    }
  };

  /** Whatever others can see: of a file its exports, of a symbol what is not private in it. */
  const expose = (id: number): void => {
    const symbol = symbols.get(id);
    if (symbol === undefined || exposed.has(id)) return;
    exposed.add(id);
    activate(id);
    const isFile = symbol.kind === 'file';
    for (const child of childrenOf(id)) {
      const inside = symbols.get(child);
      if (inside === undefined) continue;
      if (isFile ? inside.exported : !inside.isPrivate && !isLocal(symbol.kind)) expose(child);
    }
    if (!isFile) return;
    for (const { to, reexport } of importsOf(id)) if (reexport) expose(to);
  };

  for (const id of roots.symbols) activate(id);
  for (const id of roots.api) expose(id);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) visit(next);
}

/** What stands in a function is its own. */
function isLocal(kind: string): boolean {
  return kind === 'function' || kind === 'method' || kind === 'constructor';
}

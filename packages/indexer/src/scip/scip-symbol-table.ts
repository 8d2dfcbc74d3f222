import type { SymbolKind } from '@clew/contracts';
import { nameScipSymbol, type ScipName } from './name-scip-symbol.ts';
import { scipKind } from './scip-kind.ts';
import type { ScipInformation } from './scip-message.ts';
import { parseScipSymbol, type ScipSymbol } from './scip-symbol.ts';

/** A symbol of an index; its versions are one. */
export interface ScipEntry {
  readonly symbol: ScipSymbol;
  readonly name: ScipName;
  information: ScipInformation | null;
  /** First, by name, of the files that define it; null for a symbol of a library. */
  definedIn: string | null;
  /** True when another symbol says that it implements this one. */
  isImplemented: boolean;
}

export type ScipLookup = ScipEntry | 'malformed' | 'parameter';

/** Every symbol that the documents of an index name, once. */
export class ScipSymbolTable {
  readonly #byText = new Map<string, ScipLookup>();
  readonly #byFqn = new Map<string, ScipEntry>();
  readonly #kinds = new Map<ScipEntry, SymbolKind>();
  readonly #owners = new Map<ScipEntry, readonly ScipEntry[]>();

  lookup(text: string): ScipLookup {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const found = this.#find(text);
    this.#byText.set(text, found);
    return found;
  }

  /** Asked once all documents are read: what an entry is does not change any more. */
  kind(entry: ScipEntry): SymbolKind {
    const known = this.#kinds.get(entry);
    if (known !== undefined) return known;
    const kind = scipKind(entry.symbol, entry.information);
    this.#kinds.set(entry, kind);
    return kind;
  }

  /** The entries of what a symbol lies in, nearest first; namespaces come last. */
  owners(entry: ScipEntry): readonly ScipEntry[] {
    const known = this.#owners.get(entry);
    if (known !== undefined) return known;
    const { symbol } = entry;
    const owners: ScipEntry[] = [];
    for (let depth = symbol.descriptors.length - 1; depth > 0; depth -= 1) {
      const outer = { ...symbol, descriptors: symbol.descriptors.slice(0, depth) };
      const name = nameScipSymbol(outer);
      if (name !== null) owners.push(this.#enter(outer, name));
    }
    this.#owners.set(entry, owners);
    return owners;
  }

  #find(text: string): ScipLookup {
    const symbol = parseScipSymbol(text);
    if (symbol === null) return 'malformed';
    const name = nameScipSymbol(symbol);
    if (name !== null) return this.#enter(symbol, name);
    const { suffix } = symbol.descriptors.at(-1) ?? {};
    return suffix === 'parameter' || suffix === 'type_parameter' ? 'parameter' : 'malformed';
  }

  #enter(symbol: ScipSymbol, name: ScipName): ScipEntry {
    const known = this.#byFqn.get(name.fqn);
    if (known !== undefined) return known;
    const entry: ScipEntry = {
      symbol,
      name,
      information: null,
      definedIn: null,
      isImplemented: false,
    };
    this.#byFqn.set(name.fqn, entry);
    return entry;
  }
}

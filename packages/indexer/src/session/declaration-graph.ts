import { createHash } from 'node:crypto';
import type { FileSummary, ImportedName, VisiblePart } from './file-summary.ts';
import { inputPath } from './read-environment.ts';
import { strongComponents } from './strong-components.ts';

/** A file of a program that is no library. */
export interface GraphFile {
  readonly summary: FileSummary;
  /** What stands for it in hashes: a path relative to the root, and whether it is a source. */
  readonly name: string;
}

function digest(parts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}

/** Where names lead: parts of files, and what was passed on the way or is not there. */
interface Reach {
  readonly nodes: Set<string>;
  readonly facts: Set<string>;
}

const reachNothing = (): Reach => ({ nodes: new Set(), facts: new Set() });

const keyOf = (path: string, name: string, members: readonly string[]) =>
  [path, name, ...members].join('\0');

/** Of an import only which module it names counts; its members are asked for where they are read. */
const ITSELF: readonly string[] = [''];

const restOf = (path: string) => `rest ${path}`;
const allOf = (path: string) => `all ${path}`;
const partOf = (path: string, name: string) => `part ${name} ${path}`;

/**
 * What the declarations of a program depend on, name by name. Its nodes are the declarations at the top
 * of each file, what else is in the file (`rest`, on which each of them depends), and the file with all
 * that it exports (`all`). An edge says that a name in the visible text of the one can mean the other,
 * by the scopes of the language; imports and barrels are followed, also through members of namespaces.
 *
 * The checker resolves a name by these same scopes, and knows of a type only what the declarations say
 * that it comes to from name to name. So what it answers about a name is a function of the texts that
 * can be reached from it here, and of the global scope. That is what `hashOf` covers.
 */
export class DeclarationGraph {
  readonly #root: string;
  readonly #files: ReadonlyMap<string, GraphFile>;
  readonly #hashes = new Map<string, string>();
  readonly #exported = new Map<string, Reach>();
  /** A summary belongs to one file, and the graph does not change. */
  readonly #reached = new WeakMap<FileSummary, string>();

  /** @param files by absolute path */
  constructor(root: string, files: ReadonlyMap<string, GraphFile>) {
    this.#root = root;
    this.#files = files;
    const next = new Map<string, readonly string[]>();
    const own = new Map<string, string>();
    const enter = (node: string, parts: readonly string[], { nodes, facts }: Reach): void => {
      next.set(node, [...nodes]);
      own.set(node, digest([...parts, ...[...facts].sort()]));
    };
    for (const [path, { summary, name }] of files) {
      enter(restOf(path), [restOf(name), summary.rest.hash], this.#ofRest(path, summary));
      enter(allOf(path), [allOf(name)], this.#ofAll(path, summary));
      for (const [one, part] of summary.declarations) {
        enter(partOf(path, one), [partOf(name, one), part.hash], this.#ofPart(path, summary, part));
      }
    }
    for (const component of strongComponents(next.keys(), (node) => next.get(node) ?? [])) {
      const reached = new Set<string>();
      for (const node of component) {
        for (const to of next.get(node) ?? []) {
          const hash = this.#hashes.get(to);
          if (hash !== undefined) reached.add(hash);
        }
      }
      const hash = digest([
        ...component.map((node) => own.get(node) ?? '').sort(),
        '',
        ...[...reached].sort(),
      ]);
      for (const node of component) this.#hashes.set(node, hash);
    }
  }

  /**
   * Hash of what a file adds to the global scope and to other modules, and of all that this depends
   * on: everything in a script; in a module what is no declaration of its own.
   */
  hashOfAdded(path: string): string {
    const node = this.#files.get(path)?.summary.isModule === true ? restOf(path) : allOf(path);
    return this.#hashes.get(node) ?? '';
  }

  /** Hash of all that the facts of a file can depend on beside its text and the global scope. */
  hashOf(path: string, summary: FileSummary): string {
    const known = this.#reached.get(summary);
    if (known !== undefined) return known;
    const hash = this.#hashReached(path, summary);
    this.#reached.set(summary, hash);
    return hash;
  }

  #hashReached(path: string, summary: FileSummary): string {
    const reach = reachNothing();
    for (const { specifier, target, isInCode } of summary.links) {
      reach.facts.add(`${specifier} ${this.#nameOf(target)}`);
      this.#addModule(reach, target, isInCode || summary.isWhole);
    }
    for (const [name, list] of [...summary.imports, ...summary.exports]) {
      for (const one of list) {
        if (one.kind !== 'local') this.#follow(reach, path, name, one, ITSELF, new Set());
      }
    }
    for (const use of summary.uses) {
      const [name = '', ...members] = use.split('.');
      if (summary.imports.has(name)) this.#addLocal(reach, path, name, members, new Set());
    }
    if (summary.hasJsx) this.#addImports(reach, path, summary);
    this.#addAugmented(reach, summary);
    return digest([
      ...[...reach.facts].sort(),
      '',
      ...new Set([...reach.nodes].map((node) => this.#hashes.get(node) ?? '').sort()),
    ]);
  }

  #nameOf(target: string | null): string {
    if (target === null) return '';
    return this.#files.get(target)?.name ?? inputPath(this.#root, target);
  }

  #ofRest(path: string, summary: FileSummary): Reach {
    const reach = this.#ofPart(path, summary, summary.rest);
    for (const { specifier, target, isInCode } of summary.links) {
      if (!isInCode && !summary.isWhole) continue;
      reach.facts.add(`${specifier} ${this.#nameOf(target)}`);
      this.#addModule(reach, target, true);
    }
    this.#addAugmented(reach, summary);
    return reach;
  }

  #ofAll(path: string, summary: FileSummary): Reach {
    const reach = reachNothing();
    reach.nodes.add(restOf(path));
    for (const name of summary.declarations.keys()) reach.nodes.add(partOf(path, name));
    for (const name of summary.exports.keys()) {
      this.#addExport(reach, path, name, [], new Set());
    }
    for (const { specifier, target } of summary.stars) {
      reach.facts.add(`* ${specifier} ${this.#nameOf(target)}`);
      this.#addModule(reach, target, true);
    }
    return reach;
  }

  #ofPart(path: string, summary: FileSummary, { mentions }: VisiblePart): Reach {
    const reach = reachNothing();
    reach.nodes.add(restOf(path));
    for (const mention of mentions) {
      const [name = '', ...members] = mention.split('.');
      this.#addLocal(reach, path, name, members, new Set());
    }
    if (summary.hasJsx) this.#addImports(reach, path, summary);
    return reach;
  }

  #addAugmented(reach: Reach, { augmented }: FileSummary): void {
    for (const { target, mentions, declared } of augmented) {
      if (target === null) continue;
      this.#addModule(reach, target, false);
      for (const mention of mentions) {
        const [name = '', ...members] = mention.split('.');
        this.#addExport(reach, target, name, members, new Set());
      }
      // Only which declaration it merges with counts; what that says its users reach themselves.
      const merged = reachNothing();
      for (const name of declared) this.#addExport(merged, target, name, ITSELF, new Set());
      for (const fact of merged.facts) reach.facts.add(fact);
    }
  }

  #addImports(reach: Reach, path: string, { imports }: FileSummary): void {
    for (const name of imports.keys()) this.#addLocal(reach, path, name, [], new Set());
  }

  /** A whole module, or only that it is there and how it is read. */
  #addModule(reach: Reach, target: string | null, isAll: boolean): void {
    if (target === null || !this.#files.has(target)) return;
    reach.nodes.add(isAll ? allOf(target) : restOf(target));
  }

  /** A name at the top of a file; nothing when it has none of that name. */
  #addLocal(
    reach: Reach,
    path: string,
    name: string,
    members: readonly string[],
    passed: Set<string>,
  ): void {
    const summary = this.#files.get(path)?.summary;
    if (summary === undefined) return;
    if (summary.declarations.has(name)) reach.nodes.add(partOf(path, name));
    for (const imported of summary.imports.get(name) ?? []) {
      this.#follow(reach, path, name, imported, members, passed);
    }
  }

  #follow(
    reach: Reach,
    path: string,
    name: string,
    imported: ImportedName,
    members: readonly string[],
    passed: Set<string>,
  ): void {
    const { target, specifier, kind, isTypeOnly } = imported;
    const here = this.#nameOf(path);
    const to = this.#nameOf(target);
    reach.facts.add(`${here} ${name} ${kind} ${specifier} ${to} ${isTypeOnly}`);
    if (target === null || !this.#files.has(target)) return;
    reach.nodes.add(restOf(target));
    const [member, ...more] = members;
    if (kind === 'name') this.#addExport(reach, target, imported.name, members, passed);
    else if (member === '') return;
    else if (kind === 'whole' || member === undefined) this.#addModule(reach, target, true);
    else this.#addExport(reach, target, member, more, passed);
  }

  #addExport(
    reach: Reach,
    path: string,
    name: string,
    members: readonly string[],
    passed: Set<string>,
  ): void {
    const key = keyOf(path, name, members);
    if (passed.has(key)) return;
    if (passed.size > 0) {
      passed.add(key);
      this.#findExport(reach, path, name, members, passed);
      return;
    }
    let known = this.#exported.get(key);
    if (known === undefined) {
      known = reachNothing();
      this.#findExport(known, path, name, members, new Set([key]));
      this.#exported.set(key, known);
    }
    for (const node of known.nodes) reach.nodes.add(node);
    for (const fact of known.facts) reach.facts.add(fact);
  }

  /** @returns whether the file, or what it passes on, has the name */
  #findExport(
    reach: Reach,
    path: string,
    name: string,
    members: readonly string[],
    passed: Set<string>,
  ): boolean {
    const file = this.#files.get(path);
    if (file === undefined) return false;
    const { summary } = file;
    reach.nodes.add(restOf(path));
    if (summary.isWhole) {
      reach.nodes.add(allOf(path));
      return true;
    }
    const exported = summary.exports.get(name) ?? [];
    for (const one of exported) {
      if (one.kind !== 'local') this.#follow(reach, path, name, one, members, passed);
      else {
        reach.facts.add(`${file.name} ${name} is ${one.name}`);
        this.#addLocal(reach, path, one.name, members, passed);
      }
    }
    const isDeclared = summary.declarations.has(name);
    if (isDeclared) {
      reach.nodes.add(partOf(path, name));
      reach.facts.add(`${file.name} declares ${name}`);
    }
    if (exported.length > 0) return true;
    if (name === 'default') {
      // Where there is no default export, the module itself may stand for it.
      if (!isDeclared) this.#addModule(reach, path, true);
      return true;
    }
    // Whether what is declared is exported its text tells; if not, it may still come from elsewhere.
    let isFound = isDeclared;
    for (const { specifier, target } of summary.stars) {
      if (target === null || !this.#files.has(target)) {
        reach.facts.add(`${file.name} * ${specifier} ${this.#nameOf(target)}`);
        continue;
      }
      const key = keyOf(target, name, members);
      if (passed.has(key)) continue;
      passed.add(key);
      if (!this.#findExport(reach, target, name, members, passed)) continue;
      reach.facts.add(`${file.name} * ${specifier} ${this.#nameOf(target)} has ${name}`);
      isFound = true;
    }
    if (!isFound) reach.facts.add(`${file.name} has no ${name}`);
    return isFound;
  }
}

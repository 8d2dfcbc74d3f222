import type { ExternalFact, SymbolFact, SymbolOrigin } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { simpleName } from '../symbols/simple-name.ts';

interface StoredSymbol {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly origin: SymbolOrigin;
  readonly package: string | null;
  readonly file_id: number | null;
  readonly parent_id: number | null;
  readonly start_line: number | null;
  readonly end_line: number | null;
  readonly signature: string | null;
  readonly modifiers: string;
  readonly annotations: string;
  readonly shape_hash: string | null;
  readonly body_hash: string | null;
  readonly deleted_at: string | null;
}

type SymbolValues = Omit<StoredSymbol, 'id' | 'deleted_at'>;

/** What happened to the symbols of a run. */
export interface SymbolTally {
  added: number;
  updated: number;
  removed: number;
  restored: number;
  externals: number;
}

const columns = [
  'kind',
  'name',
  'origin',
  'package',
  'file_id',
  'parent_id',
  'start_line',
  'end_line',
  'signature',
  'modifiers',
  'annotations',
  'shape_hash',
  'body_hash',
] as const satisfies readonly (keyof SymbolValues)[];

const selectStored = `select id, ${columns.join(', ')}, deleted_at from symbols where fqn = ?`;
const insert = `
  insert into symbols (fqn, ${columns.join(', ')})
  values (:fqn, ${columns.map((column) => `:${column}`).join(', ')})`;
const update = `
  update symbols
  set ${columns.map((column) => `${column} = :${column}`).join(', ')}, deleted_at = null, updated_at = :now
  where id = :id`;

/**
 * Writes the symbols of one run: rows keep their ids while their fqn lives, a row that says what it
 * said before is not touched, and a row that was deleted comes back.
 */
export class SymbolWriter {
  readonly tally: SymbolTally = { added: 0, updated: 0, removed: 0, restored: 0, externals: 0 };
  readonly #graph: Graph;
  readonly #now: string;
  /** Ids of the fqns that this run has met. */
  readonly #ids = new Map<string, number>();

  constructor(graph: Graph, now: string) {
    this.#graph = graph;
    this.#now = now;
  }

  /** Writes a symbol of the project. Its parent must have been written before. */
  project(fact: SymbolFact, fileId: number | null): number {
    return this.#write(fact.fqn, {
      kind: fact.kind,
      name: fact.name,
      origin: 'project',
      package: null,
      file_id: fileId,
      parent_id: fact.parent === null ? null : this.target(fact.parent),
      start_line: fact.start_line,
      end_line: fact.end_line,
      signature: fact.signature,
      modifiers: JSON.stringify(fact.modifiers),
      annotations: JSON.stringify(fact.annotations),
      shape_hash: fact.shape_hash,
      body_hash: fact.body_hash,
    });
  }

  /** Writes a stub for a symbol of a library. What the project itself defines stays as it is. */
  external(fact: ExternalFact): void {
    this.tally.externals += 1;
    const stored = this.#stored(fact.fqn);
    if (stored?.origin === 'project' && stored.deleted_at === null) {
      this.#ids.set(fact.fqn, stored.id);
      return;
    }
    this.#write(fact.fqn, stub(fact.kind, fact.name, 'external', fact.package), stored);
  }

  /** The id of an fqn that something points at. A name that nobody knows becomes a stub. */
  target(fqn: string): number {
    const known = this.#ids.get(fqn);
    if (known !== undefined) return known;
    const stored = this.#stored(fqn);
    if (stored !== undefined) {
      this.#ids.set(fqn, stored.id);
      return stored.id;
    }
    return this.#write(fqn, stub('unknown', simpleName(fqn), 'unresolved', null));
  }

  /** Marks the active symbols of a file that are not in `kept` as deleted. */
  removeOthers(fileId: number, kept: ReadonlySet<number>): void {
    const vanished = this.#graph
      .prepare<[number], { id: number }>(
        'select id from symbols where file_id = ? and deleted_at is null',
      )
      .all(fileId)
      .filter(({ id }) => !kept.has(id));
    const remove = this.#graph.prepare<[string, number]>(
      'update symbols set deleted_at = ? where id = ?',
    );
    for (const { id } of vanished) remove.run(this.#now, id);
    this.tally.removed += vanished.length;
  }

  /**
   * Marks the active packages that are not in `named` and hold nothing active as deleted, and then
   * those that held only such packages.
   */
  removePackages(named: ReadonlySet<string>): void {
    const empty = this.#graph.prepare<[], { id: number; fqn: string }>(`
      select id, fqn from symbols
      where origin = 'project' and kind in ('package', 'module') and file_id is null
        and deleted_at is null
        and not exists (
          select 1 from symbols c where c.parent_id = symbols.id and c.deleted_at is null)`);
    const remove = this.#graph.prepare<[string, number]>(
      'update symbols set deleted_at = ? where id = ?',
    );
    const emptied = () => empty.all().filter(({ fqn }) => !named.has(fqn));
    for (let gone = emptied(); gone.length > 0; gone = emptied()) {
      for (const { id } of gone) remove.run(this.#now, id);
      this.tally.removed += gone.length;
    }
  }

  #stored(fqn: string): StoredSymbol | undefined {
    return this.#graph.prepare<[string], StoredSymbol>(selectStored).get(fqn);
  }

  #write(fqn: string, values: SymbolValues, before = this.#stored(fqn)): number {
    const counts = values.origin === 'project';
    let id: number;
    if (before === undefined) {
      const { lastInsertRowid } = this.#graph
        .prepare<[SymbolValues & { fqn: string }]>(insert)
        .run({ fqn, ...values });
      id = Number(lastInsertRowid);
      if (counts) this.tally.added += 1;
    } else {
      id = before.id;
      const isSame = columns.every((column) => before[column] === values[column]);
      if (!isSame || before.deleted_at !== null) {
        this.#graph
          .prepare<[SymbolValues & { id: number; now: string }]>(update)
          .run({ id, now: this.#now, ...values });
        if (counts && before.origin !== 'project') this.tally.added += 1;
        else if (counts && before.deleted_at !== null) this.tally.restored += 1;
        else if (counts) this.tally.updated += 1;
      }
    }
    this.#ids.set(fqn, id);
    return id;
  }
}

function stub(
  kind: string,
  name: string,
  origin: SymbolOrigin,
  packageName: string | null,
): SymbolValues {
  return {
    kind,
    name,
    origin,
    package: packageName,
    file_id: null,
    parent_id: null,
    start_line: null,
    end_line: null,
    signature: null,
    modifiers: '[]',
    annotations: '[]',
    shape_hash: null,
    body_hash: null,
  };
}

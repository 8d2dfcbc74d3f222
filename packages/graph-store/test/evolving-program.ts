import type { FactBatch, FileFacts } from '@clew/contracts';
import fc from 'fast-check';
import { batch, edge, external, file, site, symbol } from './facts.ts';

/** A declaration that keeps its identity through renames and moves. */
interface Declaration {
  readonly identity: number;
  readonly name: string;
  /** Counts the edits of its body. */
  readonly version: number;
  /** Too short to be recognised by its body, which all of its kind share. */
  readonly trivial: boolean;
  /** Identities that it calls. */
  readonly calls: readonly number[];
  readonly line: number;
}

export type Edit =
  | {
      readonly kind: 'add';
      readonly file: number;
      readonly trivial: boolean;
      readonly calls: readonly number[];
    }
  | {
      readonly kind: 'rename' | 'edit' | 'delete' | 'shift';
      readonly at: number;
      readonly calls: readonly number[];
    }
  | { readonly kind: 'move'; readonly at: number; readonly file: number }
  | { readonly kind: 'move_file'; readonly file: number }
  | { readonly kind: 'delete_file'; readonly file: number };

const index = fc.nat({ max: 40 });
const calls = fc.array(index, { maxLength: 3 });

/** An edit of a program, as a developer may make it; numbers choose among what there is. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), file: index, trivial: fc.boolean(), calls }),
  fc.record({
    kind: fc.constantFrom('rename' as const, 'edit' as const, 'delete' as const, 'shift' as const),
    at: index,
    calls,
  }),
  fc.record({ kind: fc.constant('move' as const), at: index, file: index }),
  fc.record({ kind: fc.constantFrom('move_file' as const, 'delete_file' as const), file: index }),
);

/** A program of a few files, and what an index run would tell of it. */
export class EvolvingProgram {
  #files = new Map<string, readonly Declaration[]>();
  #counter = 0;

  constructor() {
    for (const [at, name] of ['a', 'b', 'c'].entries()) {
      this.#files.set(`${name}.ts`, []);
      for (const trivial of [false, false, true]) {
        this.edit({ kind: 'add', file: at, trivial, calls: [this.#counter, this.#counter + 3] });
      }
    }
  }

  /** Names of the declarations by identity, and which versions they are. */
  get declared(): ReadonlyMap<number, { fqn: string; version: number; trivial: boolean }> {
    return new Map(
      [...this.#files].flatMap(([path, declarations]) =>
        declarations.map(({ identity, name, version, trivial }) => [
          identity,
          { fqn: `app/${path}#${name}`, version, trivial },
        ]),
      ),
    );
  }

  edit(edit: Edit): void {
    const paths = [...this.#files.keys()];
    const everything = [...this.#files].flatMap(([path, own]) =>
      own.map((declaration) => ({ path, declaration })),
    );
    const called = (numbers: readonly number[]) =>
      numbers.flatMap(
        (n) => everything[n % Math.max(1, everything.length)]?.declaration.identity ?? [],
      );
    if (edit.kind === 'add') {
      const path = paths[edit.file % Math.max(1, paths.length)] ?? this.#newPath();
      const identity = this.#counter++;
      const { trivial } = edit;
      this.#add(path, {
        identity,
        name: `f${identity}`,
        version: 0,
        trivial,
        calls: trivial ? [] : called(edit.calls),
        line: 10,
      });
      return;
    }
    if (edit.kind === 'move_file' || edit.kind === 'delete_file') {
      const path = paths[edit.file % Math.max(1, paths.length)];
      if (path === undefined) return;
      const own = this.#files.get(path) ?? [];
      this.#files.delete(path);
      if (edit.kind === 'move_file') this.#files.set(this.#newPath(), own);
      return;
    }
    const chosen = everything[edit.at % Math.max(1, everything.length)];
    if (chosen === undefined) return;
    const { path, declaration } = chosen;
    const others = (this.#files.get(path) ?? []).filter((each) => each !== declaration);
    this.#files.set(path, others);
    switch (edit.kind) {
      case 'delete':
        return;
      case 'rename':
        this.#add(path, { ...declaration, name: `f${declaration.identity}_${this.#counter++}` });
        return;
      case 'edit':
        this.#add(path, {
          ...declaration,
          version: declaration.version + 1,
          calls: declaration.trivial ? [] : called(edit.calls),
        });
        return;
      case 'shift':
        this.#add(path, { ...declaration, line: declaration.line + 1 });
        return;
      case 'move':
        this.#add(paths[edit.file % paths.length] ?? path, declaration);
        return;
      default:
        edit satisfies never;
    }
  }

  /** The batch of an index run that begins here. */
  full(commit: string | null = null): FactBatch {
    const files = this.#facts();
    return batch([...files.values()], { scope: 'full', commit, externals: [external('lib#use')] });
  }

  /** The batch that leads here from an earlier state: the files whose facts are others now. */
  since(earlier: ReadonlyMap<string, FileFacts>, commit: string | null = null): FactBatch {
    const files = this.#facts();
    const changed = [...files.values()].filter(
      (each) => JSON.stringify(each) !== JSON.stringify(earlier.get(each.path)),
    );
    return batch(changed, {
      commit,
      externals: [external('lib#use')],
      removed_files: [...earlier.keys()].filter((path) => !files.has(path)),
    });
  }

  /** What each file says, by its path. */
  state(): ReadonlyMap<string, FileFacts> {
    return this.#facts();
  }

  #add(path: string, declaration: Declaration): void {
    const own = [...(this.#files.get(path) ?? []), declaration];
    this.#files.set(
      path,
      own.sort((a, b) => a.identity - b.identity),
    );
  }

  #newPath(): string {
    return `file-${this.#counter++}.ts`;
  }

  #facts(): ReadonlyMap<string, FileFacts> {
    const names = this.declared;
    return new Map(
      [...this.#files].map(([path, own]) => {
        const facts = file(
          path,
          own.map(({ identity, name, version, trivial, line }) =>
            symbol(`app/${path}#${name}`, {
              start_line: line,
              end_line: trivial ? line : line + 5,
              body_hash: trivial ? 'empty' : `body ${identity}.${version}`,
              shape_hash: 'shape',
            }),
          ),
          own.flatMap(({ name, calls: targets, line }) =>
            [...new Set(targets)].flatMap((target) => {
              const to = names.get(target)?.fqn;
              return to === undefined ? [] : [edge(`app/${path}#${name}`, to, 'calls', { line })];
            }),
          ),
          own.flatMap(({ name, calls: targets, line }) =>
            targets.some((target) => !names.has(target))
              ? [site(`app/${path}#${name}`, 'gone', { line })]
              : [],
          ),
        );
        const content = own.map(({ name, version, calls: targets }) => [name, version, targets]);
        return [
          path,
          { ...facts, content_hash: JSON.stringify([content, facts.edges.map(({ to }) => to)]) },
        ];
      }),
    );
  }
}

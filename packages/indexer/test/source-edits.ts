import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import fc from 'fast-check';

/**
 * Real edits of real sources, made by their text: what a person does in an editor, also halfway and
 * wrong. Each takes a file and a place by number, so that a sequence can be replayed and shrunk.
 */
export const EDIT_KINDS = [
  'body',
  'comment',
  'signature',
  'overload',
  'return_type',
  'literal',
  'rename_here',
  'rename_everywhere',
  'add_export',
  'barrel',
  'remove_import',
  'add_import',
  'move',
  'move_with_imports',
  'delete',
  'new_file',
  'shadow_index',
  'revert',
  'break',
  'globals',
  'script',
  'augment',
  'manifest_name',
  'manifest_version',
  'config',
  'ignore',
  'touch',
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

export interface SourceEdit {
  readonly kind: EditKind;
  readonly file: number;
  readonly at: number;
  /** How the change is noticed: by a session that is told the paths, that looks, or that is new. */
  readonly by: 'told' | 'looking' | 'new_process';
}

/** Everyday edits come most often; those that touch the whole codebase cost most and come least. */
const WEIGHTS: Partial<Record<EditKind, number>> = {
  body: 6,
  signature: 5,
  literal: 5,
  rename_here: 5,
  rename_everywhere: 4,
  add_export: 5,
  barrel: 5,
  add_import: 4,
  remove_import: 4,
  move_with_imports: 3,
  delete: 3,
  revert: 5,
  new_file: 3,
};

export const sourceEdit: fc.Arbitrary<SourceEdit> = fc.record({
  kind: fc.oneof(
    ...EDIT_KINDS.map((kind) => ({ weight: WEIGHTS[kind] ?? 1, arbitrary: fc.constant(kind) })),
  ),
  file: fc.nat(9999),
  at: fc.nat(9999),
  by: fc.oneof(
    { weight: 3, arbitrary: fc.constant('told' as const) },
    { weight: 1, arbitrary: fc.constant('looking' as const) },
    { weight: 1, arbitrary: fc.constant('new_process' as const) },
  ),
});

const SOURCE = /\.[cm]?tsx?$/;
const EXPORTED =
  /export (?:declare |abstract |async )*(?:function\*?|const|class|interface|type|enum) (\w+)/g;

/** The sources of a folder as they are edited; knows how they were, to go back. */
export class EditedSources {
  readonly root: string;
  readonly #original = new Map<string, string>();
  #count = 0;

  constructor(root: string) {
    this.root = root;
    for (const path of this.files()) this.#original.set(path, this.#read(path));
    for (const path of ['package.json', 'tsconfig.json']) {
      this.#original.set(path, this.#read(path));
    }
  }

  files(): readonly string[] {
    return readdirSync(join(this.root, 'src'), { recursive: true, encoding: 'utf8' })
      .map((path) => join('src', path))
      .filter((path) => SOURCE.test(path))
      .sort();
  }

  /** Puts everything back as it was. */
  restore(): void {
    for (const path of this.files()) {
      if (!this.#original.has(path)) rmSync(join(this.root, path));
    }
    rmSync(join(this.root, '.gitignore'), { force: true });
    for (const [path, text] of this.#original) this.#write(path, text);
  }

  /** Makes an edit. @returns the paths that changed; none when there was nothing to edit */
  apply({ kind, file, at }: SourceEdit): readonly string[] {
    this.#count += 1;
    const files = this.files();
    const path = files[file % files.length];
    const other = files[(file * 7 + at + 1) % files.length];
    if (path === undefined || other === undefined) return [];
    const text = this.#read(path);
    const name = `z${this.#count}`;
    const replace = (pattern: RegExp, to: (match: RegExpExecArray) => string) => {
      const matches = [...text.matchAll(pattern)];
      const match = matches[at % Math.max(matches.length, 1)];
      if (match === undefined) return [];
      const end = match.index + match[0].length;
      return this.#edit(path, text.slice(0, match.index) + to(match) + text.slice(end));
    };
    const exported = (of: string) => [...of.matchAll(EXPORTED)].map((match) => match[1] ?? '');
    const pick = <T>(list: readonly T[]): T | undefined => list[at % Math.max(list.length, 1)];

    switch (kind) {
      case 'body':
        return replace(
          /\)(?::[^;{}()=]*)?\s*(?:=>\s*)?\{\n/g,
          ([all]) => `${all}  void ${name.length};\n`,
        );
      case 'comment':
        return replace(/\n\n/g, () => `\n\n// ${name}\n`);
      case 'signature':
        return replace(
          /export (?:async )?function \w+(?:<[^()]*?>)?\(/g,
          ([all]) => `${all}${name}: number, `,
        );
      case 'overload':
        return replace(
          /\nexport function (\w+)/g,
          ([all, of]) => `\nexport function ${of}(${name}: 42): never;${all}`,
        );
      case 'return_type':
        return replace(/\): [\w.]+(?:<[^{}=;()]*>)? \{\n/g, () => ') {\n');
      case 'literal':
        return replace(/\b\d+\b/g, ([all]) => `${Number(all) + 1}`);
      case 'rename_here': {
        const found = pick(exported(text));
        if (found === undefined) return [];
        return this.#edit(path, text.replaceAll(new RegExp(`\\b${found}\\b`, 'g'), `${found}Z`));
      }
      case 'rename_everywhere': {
        const found = pick(exported(text));
        if (found === undefined || found.length < 4) return [];
        const word = new RegExp(`(?<![/'"-])\\b${found}\\b(?!['"/-])`, 'g');
        return files.flatMap((each) => {
          const before = this.#read(each);
          const after = before.replaceAll(word, `${found}Z`);
          return before === after ? [] : this.#edit(each, after);
        });
      }
      case 'add_export': {
        const used = pick(exported(text)) ?? '1';
        const forms = [
          `export const ${name} = () => ${used};`,
          `export function ${name}(): number { return 1; }`,
          `export type ${name} = typeof ${used};`,
          `function ${name}(a: number) { return { a, ${name}() { return a; } }; }`,
        ];
        return this.#edit(path, `${text}\n${pick(forms)}\n`);
      }
      case 'barrel': {
        const lines = text.split('\n');
        const at_ = lines.flatMap((line, index) =>
          /^export (?:\*|\{[^}]*\}|type \{[^}]*\}) (?:as \w+ )?from/.test(line) ? [index] : [],
        );
        const index = pick(at_);
        if (index === undefined || at % 3 === 0) {
          const line = `export * from '${specifier(path, other)}';`;
          return this.#edit(path, `${text}\n${line}\n`);
        }
        return this.#edit(path, lines.toSpliced(index, 1).join('\n'));
      }
      case 'remove_import':
        return replace(/^import [^;]*?from ['"][^'"]*['"];?\n/gm, () => '');
      case 'add_import': {
        const used = pick(exported(this.#read(other)));
        const call = used === undefined ? name : `${name}.${used}`;
        const line = `import * as ${name} from '${specifier(path, other)}';\n`;
        return this.#edit(path, `${line}${text}\nexport const by_${name} = () => ${call};\n`);
      }
      case 'move': {
        const to = join(dirname(path), name, basename(path));
        return this.#move(path, to);
      }
      case 'move_with_imports': {
        const stem = basename(path).replace(SOURCE, '');
        const to = join(dirname(path), `${stem}${name}${basename(path).slice(stem.length)}`);
        const moved = this.#move(path, to);
        const module = new RegExp(`(from ['"](?:\\.{1,2}/)(?:[^'"]*/)?)${stem}(?=['"./])`, 'g');
        const users = this.files().flatMap((each) => {
          const before = this.#read(each);
          const after = before.replaceAll(module, `$1${stem}${name}`);
          return before === after ? [] : this.#edit(each, after);
        });
        return [...moved, ...users];
      }
      case 'delete':
        rmSync(join(this.root, path));
        return [path];
      case 'new_file': {
        const gone = [...this.#original.keys()].filter(
          (each) => SOURCE.test(each) && !existsSync(join(this.root, each)),
        );
        const back = pick(gone);
        if (back !== undefined && at % 2 === 0) {
          return this.#edit(back, `export const ${stemName(back)} = () => 'back';\n`);
        }
        const fresh = join(dirname(path), `${name}.ts`);
        const used = pick(exported(text)) ?? 'nothing';
        return this.#edit(
          fresh,
          `import { ${used} } from '${specifier(fresh, path)}';\nexport const ${name} = () => ${used};\n`,
        );
      }
      case 'shadow_index': {
        const folders = files
          .filter((each) => /\/index\.ts$/.test(each))
          .map((each) => dirname(each));
        const folder = pick(folders.filter((each) => each !== 'src'));
        if (folder === undefined) return [];
        return this.#edit(`${folder}.ts`, `export const ${name} = 1;\n`);
      }
      case 'revert': {
        const changed = [...this.#original].filter(([each, before]) => {
          const there = existsSync(join(this.root, each));
          return !there || this.#read(each) !== before;
        });
        const found = pick(changed);
        return found === undefined ? [] : this.#edit(found[0], found[1]);
      }
      case 'break':
        return this.#edit(path, `${text}\nexport const ${name} = (;\n`);
      case 'globals':
        return this.#edit(
          path,
          `${text}\nexport {};\ndeclare global { interface Array<T> { ${name}(): T } var ${name}: string }\n`,
        );
      case 'script':
        return this.#edit(
          join('src', `${name}.ts`),
          `function ${name}() { return 1; }\ninterface Promise<T> { ${name}: T }\n`,
        );
      case 'augment': {
        const used = pick(exported(this.#read(other)));
        if (used === undefined) return [];
        return this.#edit(
          path,
          `${text}\nexport {};\ndeclare module '${specifier(path, other)}' { interface ${used} { ${name}: number } }\n`,
        );
      }
      case 'manifest_name':
        return this.#json('package.json', (manifest) => ({ ...manifest, name: `p${at % 3}` }));
      case 'manifest_version':
        return this.#json('package.json', (manifest) => ({ ...manifest, version: `${at}.0.0` }));
      case 'config':
        return this.#json('tsconfig.json', ({ compilerOptions, ...rest }) => ({
          ...rest,
          compilerOptions: { ...(compilerOptions as object), strict: at % 2 === 0 },
        }));
      case 'ignore': {
        const before = existsSync(join(this.root, '.gitignore')) ? this.#read('.gitignore') : '';
        return this.#edit('.gitignore', at % 3 === 0 ? '' : `${before}${path}\n`);
      }
      case 'touch':
        return this.#edit(path, text);
    }
  }

  #read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  #edit(path: string, text: string): readonly string[] {
    this.#write(path, text);
    return [path];
  }

  #move(from: string, to: string): readonly string[] {
    mkdirSync(dirname(join(this.root, to)), { recursive: true });
    renameSync(join(this.root, from), join(this.root, to));
    return [from, to];
  }

  #json(
    path: string,
    change: (value: Record<string, unknown>) => Record<string, unknown>,
  ): readonly string[] {
    const value = JSON.parse(this.#read(path)) as Record<string, unknown>;
    return this.#edit(path, JSON.stringify(change(value)));
  }
}

/** How `from` imports `to`: relative, as sources that compile to JavaScript say it. */
function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to).replace(SOURCE, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

function stemName(path: string): string {
  return basename(path).replace(SOURCE, '').replaceAll(/\W/g, '_');
}

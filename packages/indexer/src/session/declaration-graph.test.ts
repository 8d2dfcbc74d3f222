import type { FileFacts } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Sources, tempCodebase, writeSources } from '../../test/codebase.ts';
import { indexTypeScript } from '../index-typescript.ts';
import { openIndexSession } from './index-session.ts';

const PROJECT = {
  'package.json': { name: 'p' },
  // Without the language's library a program is opened in no time.
  'tsconfig.json': { compilerOptions: { noLib: true, module: 'esnext', esModuleInterop: true } },
};

/** Facts of a codebase that are kept up to date, and what each edit derived. */
async function keptFacts(sources: Sources) {
  const codebase = await tempCodebase({ ...PROJECT, ...sources });
  const { root } = codebase;
  const session = openIndexSession({ root });
  const kept = new Map<string, FileFacts>();
  const take = (files: readonly FileFacts[]) => {
    for (const file of files) kept.set(file.path, file);
    return files.map(({ path }) => path);
  };
  take((await session.full({ commit: null })).files);
  return {
    async edit(changed: Sources): Promise<readonly string[]> {
      writeSources(root, changed);
      return take((await session.update(Object.keys(changed), { commit: null })).files);
    },
    /** Files whose facts are others in an index that is made anew. */
    async stale(): Promise<readonly string[]> {
      const { files } = await indexTypeScript({ root, commit: null });
      return files
        .filter((file) => JSON.stringify(kept.get(file.path)) !== JSON.stringify(file))
        .map(({ path }) => path);
    },
    async [Symbol.asyncDispose]() {
      session.close();
      await codebase[Symbol.asyncDispose]();
    },
  };
}

const LIBRARY = {
  'shapes.ts': [
    'export interface Shape { area(): number }',
    'export class Square implements Shape { area(): number { return 1; } }',
    'export const make = () => new Square();',
    'export const named: { (): Square } = () => make();',
    'export class Circle { round() { return 2; } }',
    'function extended() { return 1; }',
    'extended.more = () => new Circle();',
    'export { extended };',
  ].join('\n'),
  'units.ts': 'export const unit = () => 1;\nexport default class Unit { one() { return 1; } }\n',
  'added.ts': [
    'export const plain = 1;',
    'export interface Own { own(): number }',
    "declare module './shapes.ts' { interface Circle extends Own { grown(): Shape } }",
  ].join('\n'),
  'passed.ts': "export * from './units.ts';\nexport * as shapes from './shapes.ts';\n",
};

const USERS = {
  'square.ts': "import * as s from './shapes.ts';\nexport const a = s.make().area();\n",
  'typed.ts': "import { named } from './shapes.ts';\nexport const b = named().area();\n",
  'circle.ts': "import { Circle } from './shapes.ts';\nexport const c = new Circle().round();\n",
  'deep.ts': "import { shapes } from './passed.ts';\nexport const d = shapes.make().area();\n",
  'star.ts': "import { unit } from './passed.ts';\nexport const e = unit();\n",
  'default.ts': "import U from './units.ts';\nexport const f = new U().one();\n",
  'value.ts': "import * as all from './shapes.ts';\nexport const g = { all };\n",
  'expando.ts': "import { extended } from './shapes.ts';\nexport const h = extended.more();\n",
  'grown.ts': "import { Circle } from './shapes.ts';\nexport const k = new Circle().own();\n",
  'asked.ts': "export const i = import('./units.ts');\n",
  'through.ts': "import { a } from './square.ts';\nexport const j = a;\n",
};

const changed = (file: keyof typeof LIBRARY, before: string, after: string): Sources => {
  const text = LIBRARY[file];
  expect(text).toContain(before);
  return { [file]: text.replace(before, after) };
};

test.each<readonly [string, Sources, readonly string[]]>([
  [
    'a new export concerns who takes the whole module',
    changed('shapes.ts', 'export { extended }', 'export const fresh = 1;\nexport { extended }'),
    ['shapes.ts', 'value.ts'],
  ],
  [
    'the body of what has its type written down concerns nobody',
    changed('shapes.ts', '() => make()', '() => new Square()'),
    ['shapes.ts'],
  ],
  [
    'a declaration concerns who reaches it, through members, barrels and types',
    changed('shapes.ts', 'area(): number { return', 'get area(): number { return'),
    ['deep.ts', 'shapes.ts', 'square.ts', 'through.ts', 'typed.ts', 'value.ts'],
  ],
  [
    'and not who reaches its neighbours',
    changed('shapes.ts', 'round()', 'get round()'),
    ['circle.ts', 'expando.ts', 'grown.ts', 'shapes.ts', 'value.ts'],
  ],
  [
    'what is inferred from a body concerns those who reach it',
    changed('shapes.ts', '=> new Square();', '=> new Circle();'),
    ['deep.ts', 'shapes.ts', 'square.ts', 'through.ts', 'value.ts'],
  ],
  [
    'a default export concerns who imports it, and who asks for the module',
    changed('units.ts', 'one()', 'get one()'),
    ['asked.ts', 'default.ts', 'units.ts'],
  ],
  [
    'a declaration that is added to no other module concerns nobody else',
    changed('added.ts', 'plain = 1', 'plain = "one"'),
    ['added.ts'],
  ],
  [
    'a barrel that has a name of its own hides what it passes on',
    changed('passed.ts', 'export *', 'export const unit = () => "own";\nexport *'),
    ['passed.ts', 'star.ts'],
  ],
  [
    'a name that nothing passes on any more is missed',
    { 'units.ts': 'export default class Unit { one() { return 1; } }\n' },
    ['asked.ts', 'star.ts', 'units.ts'],
  ],
])('%s', async (_, edit, derived) => {
  await using facts = await keptFacts({ ...LIBRARY, ...USERS });
  expect([...(await facts.edit(edit))].sort()).toEqual(derived);
  expect(await facts.stale()).toEqual([]);
});

const FILES = ['a.ts', 'b.ts', 'c.ts', 'd.ts'] as const;
const NAMES = ['one', 'two', 'Three'] as const;

/** A statement that declares a name, or passes one on, in any form that matters to those who use it. */
const statement = fc
  .record({
    name: fc.constantFrom(...NAMES),
    used: fc.constantFrom(...NAMES),
    from: fc.constantFrom(...FILES),
    form: fc.nat(19),
    local: fc.nat(2),
  })
  .map(({ name, used, from, form, local }) => {
    const own = `n${local}`;
    const forms = [
      `export const ${name} = () => ${used}();`,
      `export const ${name}: typeof ${used} = ${used};`,
      `export class ${name} extends ${own}.${used} { one() { return this.two(); } two() { return 1; } }`,
      `export interface ${name} { one(): ${used}; two(): ${own}.${used} }`,
      `export function ${name}() { return new ${used}().one(); }`,
      `export function ${name}(): ${used} { return ${own}.${used}(); }`,
      `export { ${used} as ${name} } from './${from}';`,
      `export * from './${from}';`,
      `export * as ${name} from './${from}';`,
      `import * as ${own} from './${from}';`,
      `import { ${used} } from './${from}';`,
      `import ${own} from './${from}';`,
      `import type { ${used} as ${own} } from './${from}';`,
      `export default ${own};`,
      `const ${name} = { one: ${used}, two: () => ${own}.${used} };\nexport { ${name} };`,
      `${name}.two = ${own}.${used};`,
      `declare module './${from}' { interface ${name} extends ${used} { two(): ${own}.${used} } }`,
      `declare global { interface ${name} { one(): ${used} } }`,
      `${name}.one();`,
      `export const q${local} = ${own}.${name}.${used}().one().two(${used}, ${own});`,
    ];
    return forms[form] ?? '';
  });

const source = fc.array(statement, { minLength: 1, maxLength: 6 });

/** Without what a file takes from itself: that depends on who asks the compiler first, in any index. */
function textOf(path: string, lines: readonly string[]): string {
  return lines.filter((line) => !line.includes(`'./${path}'`)).join('\n');
}

test('whatever modules take from each other, kept facts are those of an index made anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(source, source, source, source),
      fc.array(fc.tuple(fc.constantFrom(...FILES), source), { minLength: 1, maxLength: 4 }),
      async (texts, edits) => {
        const sources = Object.fromEntries(
          FILES.map((path, at) => [path, textOf(path, texts[at] ?? [])]),
        );
        await using facts = await keptFacts(sources);
        for (const [path, lines] of edits) {
          await facts.edit({ [path]: textOf(path, lines) });
          expect(await facts.stale()).toEqual([]);
        }
      },
    ),
    { numRuns: 15, seed: 20261121, endOnFailure: true },
  );
}, 120_000);

import type { EdgeFact, Relation, SymbolFact, UnresolvedFact } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, site, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { findDeadCode } from './find-dead-code.ts';

type Input = Parameters<typeof findDeadCode>[0]['input'];

/** `+name` is exported, `-name` private; a capital is a class, a dot makes a method of it. */
function declared(path: string, text: string, line: number): SymbolFact {
  const name = text.replace(/^[+-]/, '');
  const [holder] = name.includes('.') ? name.split('.') : [null];
  const modifiers = text.startsWith('+') ? ['export'] : text.startsWith('-') ? ['private'] : [];
  return symbol(`app/${path}#${name}`, {
    kind: holder !== null ? 'method' : /^[A-Z]/.test(name) ? 'class' : 'function',
    ...(holder === null ? {} : { parent: `app/${path}#${holder}` }),
    modifiers,
    start_line: line,
    end_line: line,
  });
}

interface Source {
  readonly has?: readonly (string | SymbolFact)[];
  /** `from relation to`; names without a file are of this one, and `.` is the file itself. */
  readonly says?: readonly string[];
  readonly sites?: readonly UnresolvedFact[];
}

function program(graph: Graph, sources: Readonly<Record<string, Source>>): void {
  const files = Object.entries(sources).map(([path, { has = [], says = [], sites = [] }]) => {
    const fqn = (text: string) =>
      text === '.'
        ? `app/${path}`
        : /[/#]|\.ts$/.test(text)
          ? `app/${text}`
          : `app/${path}#${text}`;
    const edges = says.map((said): EdgeFact => {
      const [from = '', relation = '', to = '', mark] = said.split(' ');
      const target = to.startsWith('lib#') ? to : fqn(to);
      return edge(fqn(from), target, relation as Relation, {
        metadata:
          mark === undefined
            ? null
            : Object.fromEntries(mark.split('+').map((each) => [each, true])),
      });
    });
    const symbols = has.map((each, at) =>
      typeof each === 'string' ? declared(path, each, at + 1) : each,
    );
    const facts = file(path, symbols, edges, sites);
    const [own, ...rest] = facts.symbols;
    return { ...facts, symbols: own === undefined ? [] : [{ ...own, parent: 'app' }, ...rest] };
  });
  apply(
    graph,
    batch(files, {
      scope: 'full',
      packages: [symbol('app', { kind: 'package' })],
      externals: [external('lib#Base.close', { kind: 'method' })],
    }),
  );
}

function dead(graph: Graph, input: Input = {}) {
  const answer = findDeadCode({ ctx: { graph }, input });
  const told = answer.items.map(
    ({ symbol: { fqn }, why, certainty, doubts }) =>
      `${certainty} ${why} ${fqn.replace('app/', '')}${doubts.map(({ reason }) => ` ${reason}`).join('')}`,
  );
  return { told, answer };
}

test('what entry files export, and what it uses, lives; the rest is dead with a reason', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  program(graph, {
    'src/index.ts': {
      has: ['+start'],
      says: ['start calls src/a.ts#used', '. imports src/a.ts', '. imports src/b.ts reexport'],
    },
    'src/a.ts': {
      has: ['+used', '+unused', 'first', 'second', 'self', 'Idle', 'Idle.run', 'Idle.stop'],
      says: [
        'first calls second',
        'second calls first',
        'self calls self',
        'Idle.run calls Idle.stop',
      ],
    },
    'src/b.ts': { has: ['+shown', 'hidden'] },
  });
  const { told, answer } = dead(graph);
  expect(told).toEqual([
    'certain unused src/a.ts#unused',
    'certain only_used_by_dead src/a.ts#first',
    'certain only_used_by_dead src/a.ts#second',
    'certain unused src/a.ts#self',
    'certain unused src/a.ts#Idle',
    'certain unused src/b.ts#hidden',
  ]);
  expect(answer).toMatchObject({ tests: true, roots: 1, total: 6, certain: 6, truncated: false });
  expect(answer.items[1]?.used_by).toEqual(['app/src/a.ts#second']);
  expect(answer.items[4]).toMatchObject({ contains: 2, end_line: 6 });
  expect(dead(graph, { limit: 2 }).answer).toMatchObject({
    items: { length: 2 },
    total: 6,
    truncated: true,
  });
  expect(
    dead(graph, { roots: ['app/src/a.ts#Id*', 'app/src/a.ts#unused'] }).told,
  ).not.toContainEqual(expect.stringMatching(/Idle$|unused$/));
  graph.close();
});

test('entry points live, and tests keep alive what they use, unless they do not count', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  program(graph, {
    'src/index.ts': { says: ['. imports src/a.ts'] },
    'src/a.ts': { has: ['route', 'tested', 'behind', 'unused'], says: ['route calls behind'] },
    'src/a.test.ts': {
      has: ['helper', 'idle'],
      says: ['. calls helper', 'helper calls src/a.ts#tested', '. imports src/a.ts'],
    },
  });
  graph.sqlite.exec(`
    insert into entry_points (symbol_id, entry_type, http_path)
    select id, 'http_api', '/' from symbols where name = 'route'`);
  expect(dead(graph).told).toEqual(['certain unused src/a.ts#unused']);
  const without = dead(graph, { tests: false });
  expect(without.told).toEqual([
    'certain only_used_by_tests src/a.ts#tested',
    'certain unused src/a.ts#unused',
  ]);
  expect(without.answer.items[0]?.used_by).toEqual(['app/src/a.test.ts#helper']);
  graph.close();
});

test('a call of an interface keeps the implementations alive, but only of classes that live', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  program(graph, {
    'src/main.ts': {
      has: [
        'Task',
        'Task.run',
        'Task.idle',
        'Mail',
        'Mail.run',
        'Mail.idle',
        '-Mail.own',
        'Mail.close',
        'Mail.toJSON',
        'Other',
        'Other.run',
        'Other.close',
      ],
      says: [
        '. calls Task.run',
        '. instantiates Mail',
        'Mail.run implements Task.run',
        'Mail.idle implements Task.idle',
        'Mail.close overrides lib#Base.close',
        'Other.run implements Task.run',
        'Other.close overrides lib#Base.close',
      ],
    },
  });
  expect(dead(graph).told).toEqual([
    'possible unused src/main.ts#Task.idle structural',
    'possible unused src/main.ts#Mail.idle structural',
    'certain unused src/main.ts#Mail.own',
    'certain unused src/main.ts#Other',
  ]);
  graph.close();
});

test('a file lives when it is loaded, and its top level with it, but no import uses a name', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const value = symbol('app/src/a.ts#config', {
    kind: 'variable',
    start_line: 2,
    modifiers: ['export'],
  });
  const shape = symbol('app/src/types.ts#Shape', { kind: 'interface', modifiers: ['export'] });
  program(graph, {
    'src/main.ts': {
      has: ['boot'],
      says: [
        '. imports src/a.ts',
        '. imports src/a.ts#imported',
        '. imports src/only-types.ts type_only',
        '. references src/types.ts#Shape',
        '. calls boot',
        'boot imports src/page.ts dynamic',
      ],
    },
    'src/a.ts': {
      has: ['+imported', value, 'read', 'setup'],
      says: ['config calls read', '. calls setup'],
    },
    'src/page.ts': { has: ['+page', 'inner'], says: ['page calls inner'] },
    'src/types.ts': { has: [shape] },
    'src/only-types.ts': { has: ['+x'] },
    'src/script.ts': {
      has: ['work'],
      says: ['. calls work', '. imports src/of-script.ts', 'work calls src/a.ts#onlyScript'],
    },
    'src/of-script.ts': { has: ['+y'] },
    'vite.config.ts': { has: ['plugin'], says: ['. calls plugin'] },
    'src/ambient.d.ts': { has: ['Global'] },
  });
  expect(dead(graph).told).toEqual([
    'certain unused src/a.ts#imported',
    'certain unused src/a.ts#config',
    'possible never_loaded src/of-script.ts started_by_tool',
    'possible never_loaded src/only-types.ts started_by_tool',
    'possible never_loaded src/script.ts started_by_tool',
  ]);
  graph.close();
});

test('what a namespace, a tool or a barrel hands on is alive, or doubtful', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  program(graph, {
    'src/main.ts': {
      says: ['. imports src/tables.ts', '. references src/tables.ts', '. imports src/api/index.ts'],
    },
    'src/tables.ts': {
      has: ['+rows', 'inner'],
      says: ['. imports src/types.ts#Row type_only+reexport'],
    },
    'src/types.ts': { has: ['+Row', '+Other'] },
    'src/api/index.ts': {
      has: ['+own'],
      says: ['. imports src/api/route.ts', '. imports src/api/route.ts#Route reexport'],
    },
    'src/api/route.ts': { has: ['+Route', '+hidden'] },
    'vite.config.ts': { has: ['+default', 'unused'] },
  });
  expect(dead(graph).told).toEqual([
    'certain unused src/api/index.ts#own',
    'possible unused src/api/route.ts#Route reexported',
    'certain unused src/api/route.ts#hidden',
    'certain unused src/tables.ts#inner',
    'certain unused src/types.ts#Other',
    'certain unused vite.config.ts#unused',
  ]);
  graph.close();
});

test('what a doubtful symbol uses is doubtful too, and every doubt says where it comes from', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  program(graph, {
    'src/main.ts': {
      has: [
        'named',
        'behind',
        'plain',
        'Table',
        'Table.row',
        '-Table.secret',
        symbol('app/src/main.ts#Service', {
          kind: 'class',
          start_line: 9,
          annotations: ['Injectable'],
        }),
      ],
      says: ['named calls behind', '. instantiates Table'],
      sites: [
        site('app/src/main.ts', 'named', { line: 40, reason: 'any_typed_receiver' }),
        site('app/src/main.ts', 'named', { line: 50 }),
        site('app/src/main.ts', 'table[key]', { line: 60, reason: 'dynamic_member' }),
      ],
    },
  });
  const { told, answer } = dead(graph);
  expect(told).toEqual([
    'possible unused src/main.ts#named unresolved_name',
    'possible only_used_by_dead src/main.ts#behind used_by_doubtful',
    'certain unused src/main.ts#plain',
    'possible unused src/main.ts#Table.row computed_access structural',
    'possible unused src/main.ts#Table.secret computed_access',
    'possible unused src/main.ts#Service annotated',
  ]);
  expect(answer.items[0]?.doubts).toEqual([
    { reason: 'unresolved_name', from: 'app/src/main.ts', file: 'src/main.ts', line: 40 },
  ]);
  expect(answer.completeness).toMatchObject({ level: 'lower_bound', blocking_total: 3 });
  expect(dead(graph, { certain: true }).told).toEqual(['certain unused src/main.ts#plain']);
  graph.close();
});

test('without a known entry file, or with a file that could not be read, exports are doubtful', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  program(graph, {
    'src/service.ts': { has: ['+api', 'own'] },
    'src/service.test.ts': { says: ['. imports src/service.ts'] },
  });
  expect(dead(graph).told).toEqual([
    'possible unused src/service.ts#api package_without_entry',
    'certain unused src/service.ts#own',
  ]);
  expect(dead(graph, { roots: ['src/service.ts'] }).told).toEqual([
    'certain unused src/service.ts#own',
  ]);
  apply(graph, batch([], { failures: [{ path: 'src/bad.ts', message: 'no', line: 3 }] }));
  const { answer } = dead(graph);
  expect(
    answer.items.map(({ doubts }) => doubts.map(({ reason, line }) => `${reason} ${line}`)),
  ).toEqual([['package_without_entry null', 'file_not_indexed 3'], []]);
  graph.close();
});

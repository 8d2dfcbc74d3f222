import type { EdgeFact, Relation, SymbolFact } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, site, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { findCycles } from './find-cycles.ts';

type Input = Parameters<typeof findCycles>[0]['input'];

function cycles(graph: Graph, input: Input = {}) {
  const answer = findCycles({ ctx: { graph }, input });
  const told = answer.items.map(({ members, example }) => [
    members.join(' '),
    example.map(({ from }) => from).join(' '),
  ]);
  return { told, answer };
}

const imports = (from: string, to: string, values: Partial<EdgeFact> = {}) =>
  edge(`app/${from}`, `app/${to}`, 'imports', values);

test('files that import each other are told, the largest component first', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch(
      [
        file(
          'a.ts',
          [symbol('app/a.ts#f')],
          [imports('a.ts', 'b.ts', { line: 3 }), imports('a.ts', 'b.ts#g', { line: 2 })],
        ),
        file('b.ts', [symbol('app/b.ts#g')], [imports('b.ts', 'c.ts')]),
        file(
          'c.ts',
          [],
          [
            imports('c.ts', 'a.ts#f', { line: 7 }),
            imports('c.ts', 'd.ts'),
            imports('c.ts', 'c.ts'),
          ],
        ),
        file('d.ts', [], [imports('d.ts', 'c.ts')]),
        file('x.ts', [], [imports('x.ts', 'y.ts')]),
        file(
          'y.ts',
          [],
          [imports('y.ts', 'x.ts', { metadata: { type_only: true } }), imports('y.ts', 'a.ts')],
        ),
      ],
      { scope: 'full' },
    ),
  );
  const { told, answer } = cycles(graph);
  expect(told).toEqual([['a.ts b.ts c.ts d.ts', 'c.ts d.ts']]);
  expect(answer).toMatchObject({
    level: 'file',
    relations: ['imports'],
    total: 1,
    truncated: false,
    completeness: { level: 'exact' },
  });
  expect(cycles(graph, { types: true }).told).toEqual([
    ['a.ts b.ts c.ts d.ts', 'c.ts d.ts'],
    ['x.ts y.ts', 'x.ts y.ts'],
  ]);
  expect(cycles(graph, { types: true, limit: 1 }).answer).toMatchObject({
    total: 2,
    truncated: true,
    items: { length: 1 },
  });
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/d.ts', mode: 'soft' } });
  const rest = cycles(graph).answer.items[0];
  expect(rest).toEqual({
    size: 3,
    members: ['a.ts', 'b.ts', 'c.ts'],
    example: [
      {
        from: 'a.ts',
        to: 'b.ts',
        relation: 'imports',
        from_symbol: 'app/a.ts',
        to_symbol: 'app/b.ts#g',
        file: 'a.ts',
        line: 2,
        dispatch: false,
      },
      {
        from: 'b.ts',
        to: 'c.ts',
        relation: 'imports',
        from_symbol: 'app/b.ts',
        to_symbol: 'app/c.ts',
        file: 'b.ts',
        line: 1,
        dispatch: false,
      },
      {
        from: 'c.ts',
        to: 'a.ts',
        relation: 'imports',
        from_symbol: 'app/c.ts',
        to_symbol: 'app/a.ts#f',
        file: 'c.ts',
        line: 7,
        dispatch: false,
      },
    ],
  });
  graph.close();
});

test('symbols that call each other, also by dispatch, and not those that call themselves', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const own = 'app/a.ts#';
  const member = (type: string): SymbolFact =>
    symbol(`${own}${type}.run`, { kind: 'method', parent: own + type });
  const e = (from: string, relation: Relation, to: string) => edge(own + from, own + to, relation);
  apply(
    graph,
    batch([
      file(
        'a.ts',
        [
          symbol(`${own}Task`, { kind: 'interface' }),
          member('Task'),
          symbol(`${own}Mail`, { kind: 'class' }),
          member('Mail'),
          ...['even', 'odd', 'self', 'start', 'mention'].map((name) => symbol(own + name)),
        ],
        [
          e('even', 'calls', 'odd'),
          e('odd', 'calls', 'even'),
          e('self', 'calls', 'self'),
          e('Mail.run', 'implements', 'Task.run'),
          e('Mail.run', 'calls', 'start'),
          e('start', 'calls', 'Task.run'),
          e('start', 'references', 'mention'),
          e('mention', 'calls', 'start'),
        ],
        [site(`${own}self`, 'unknown')],
      ),
    ]),
  );
  const { told, answer } = cycles(graph, { level: 'symbol' });
  expect(told).toEqual([
    [`${own}Mail.run ${own}Task.run ${own}start`, `${own}Mail.run ${own}start ${own}Task.run`],
    [`${own}even ${own}odd`, `${own}even ${own}odd`],
  ]);
  expect(answer.items[0]?.example.at(-1)).toMatchObject({
    from: `${own}Task.run`,
    to: `${own}Mail.run`,
    relation: 'implements',
    dispatch: true,
  });
  expect(answer.completeness).toMatchObject({ level: 'lower_bound', blocking_total: 1 });
  expect(
    cycles(graph, { level: 'symbol', relations: ['references', 'calls'] }).told[0]?.[0],
  ).toContain('mention');
  expect(cycles(graph, { level: 'symbol', relations: ['references'] }).told).toEqual([]);
  graph.close();
});

test('packages are told by what any of their files imports', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const inPackage = (name: string, path: string, edges: EdgeFact[]) => {
    const facts = file(path, [], edges);
    return { ...facts, symbols: facts.symbols.map((each) => ({ ...each, parent: name })) };
  };
  apply(
    graph,
    batch(
      [
        inPackage('one', 'one/a.ts', [imports('one/a.ts', 'two/a.ts')]),
        inPackage('one', 'one/b.ts', []),
        inPackage('two', 'two/a.ts', [imports('two/a.ts', 'two/b.ts')]),
        inPackage('two', 'two/b.ts', [
          imports('two/b.ts', 'one/b.ts', { line: 4 }),
          imports('two/b.ts', 'three/a.ts'),
        ]),
        inPackage('three', 'three/a.ts', []),
      ],
      { packages: ['one', 'two', 'three'].map((fqn) => symbol(fqn, { kind: 'package' })) },
    ),
  );
  const { told, answer } = cycles(graph, { level: 'package' });
  expect(told).toEqual([['one two', 'one two']]);
  expect(answer.items[0]?.example.map(({ file: path, line }) => `${path}:${line}`)).toEqual([
    'one/a.ts:1',
    'two/b.ts:4',
  ]);
  expect(cycles(graph).told).toEqual([]);
  graph.close();
});

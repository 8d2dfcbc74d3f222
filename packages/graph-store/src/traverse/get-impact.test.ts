import type { EdgeFact, SymbolFact } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { getImpact } from './get-impact.ts';
import { reachBackwards } from './reach-backwards.ts';

const own = 'app/a.ts#';

/** One file with these symbols and edges, named without their file. */
function oneFile(graph: Graph, names: readonly (string | SymbolFact)[], pairs: readonly string[]) {
  const edges = pairs.map((pair): EdgeFact => {
    const [from = '', relation = '', to = ''] = pair.split(' ');
    return edge(own + from, own + to, relation as EdgeFact['relation']);
  });
  const symbols = names.map((name) => (typeof name === 'string' ? symbol(own + name) : name));
  apply(graph, batch([file('a.ts', symbols, edges)]));
}

function impact(graph: Graph, name: string, values: { depth?: number; limit?: number } = {}) {
  return getImpact({ ctx: { graph }, input: { fqn: own + name, ...values } });
}

const listed = (answer: ReturnType<typeof impact>) =>
  answer.items.map(({ symbol: { fqn }, depth }) => `${depth} ${fqn.replace(own, '')}`);

test('what reaches a symbol is listed once, at its shortest distance, with what led to it', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  oneFile(
    graph,
    ['t', 'near', 'far', 'both', 'stranger'],
    [
      'near calls t',
      'far references near',
      'both calls far',
      'both instantiates t',
      't calls stranger',
    ],
  );
  const answer = impact(graph, 't');
  expect(listed(answer)).toEqual(['1 both', '1 near', '2 far']);
  expect(answer).toMatchObject({
    max_depth: 5,
    total: 3,
    truncated: false,
    by_depth: [
      { depth: 1, count: 2 },
      { depth: 2, count: 1 },
    ],
    items: [
      { via: { fqn: `${own}t`, relation: 'instantiates' } },
      { via: { fqn: `${own}t`, relation: 'calls' } },
      { via: { fqn: `${own}near`, relation: 'references' } },
    ],
  });
  expect(listed(impact(graph, 't', { depth: 1 }))).toEqual(['1 both', '1 near']);
  graph.close();
});

test('a limit cuts the list and not the counts', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  oneFile(graph, ['t', 'c', 'a', 'b', 'z'], ['c calls t', 'a calls t', 'b calls a', 'z calls t']);
  const answer = impact(graph, 't', { limit: 2 });
  expect(listed(answer)).toEqual(['1 a', '1 c']);
  expect(answer).toMatchObject({
    total: 4,
    truncated: true,
    by_depth: [
      { depth: 1, count: 3 },
      { depth: 2, count: 1 },
    ],
  });
  expect(impact(graph, 't', { limit: 4 }).truncated).toBe(false);
  graph.close();
});

test('a change of an implementation reaches the users of its interface, and not its siblings', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const member = (type: string) =>
    symbol(`${own}${type}.run`, { kind: 'method', parent: own + type });
  oneFile(
    graph,
    [
      symbol(`${own}Task`, { kind: 'interface' }),
      member('Task'),
      symbol(`${own}A`, { kind: 'class' }),
      member('A'),
      symbol(`${own}B`, { kind: 'class' }),
      member('B'),
      'schedule',
      'direct',
      'onlyB',
    ],
    [
      'A.run implements Task.run',
      'B.run implements Task.run',
      'A implements Task',
      'B implements Task',
      'schedule calls Task.run',
      'direct calls A.run',
      'onlyB calls B.run',
    ],
  );
  expect(listed(impact(graph, 'A.run'))).toEqual(['1 direct', '1 schedule']);
  // The interface itself: every implementation, and who calls those.
  expect(listed(impact(graph, 'Task.run'))).toEqual([
    '1 A.run',
    '1 B.run',
    '1 schedule',
    '2 direct',
    '2 onlyB',
  ]);
  // A class is changed when a member of it is.
  expect(listed(impact(graph, 'A'))).toEqual(['1 direct', '1 schedule']);
  expect(listed(impact(graph, 'Task'))).toContain('1 A');
  graph.close();
});

test('two symbols that call each other do not answer with the target', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  oneFile(graph, ['a', 'b'], ['a calls b', 'b calls a', 'a calls a']);
  expect(listed(impact(graph, 'a', { depth: 20 }))).toEqual(['1 b']);
  graph.close();
});

test('each symbol of a wide and deep graph is visited once, however many paths there are', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const [width, layers] = [5, 8];
  const name = (layer: number, index: number) => `l${layer}n${index}`;
  const row = Array.from({ length: width }, (_, index) => index);
  const levels = Array.from({ length: layers }, (_, layer) => layer);
  oneFile(
    graph,
    levels.flatMap((layer) => row.map((index) => name(layer, index))),
    levels
      .slice(1)
      .flatMap((layer) =>
        row.flatMap((from) => row.map((to) => `${name(layer, from)} calls ${name(layer - 1, to)}`)),
      ),
  );
  const seed = graph.sqlite.prepare('select id from symbols where fqn = ?').pluck();
  const read: number[] = [];
  const counting: Graph = {
    ...graph,
    prepare: <Parameters extends unknown[], Row>(sql: string) => {
      const statement = graph.prepare<Parameters, Row>(sql);
      if (!sql.includes('where e.relation not in')) return statement;
      return Object.create(statement, {
        raw: {
          value(this: typeof statement) {
            statement.raw();
            return this;
          },
        },
        all: {
          value: (...parameters: Parameters) => {
            const rows = statement.all(...parameters);
            read.push(rows.length);
            return rows;
          },
        },
      }) as typeof statement;
    },
  };
  const { reached } = reachBackwards(counting, {
    seeds: [Number(seed.get(own + name(0, 0)))],
    depth: 20,
  });
  expect(reached.length).toBe((layers - 1) * width);
  expect(new Set(reached.map(({ id }) => id)).size).toBe(reached.length);
  // 5 edges into the seed, 25 into each further layer, none into the last; 5^7 paths lead there.
  expect(read).toEqual([5, 25, 25, 25, 25, 25, 25, 0]);
  graph.close();
});

test('a file that imports the target is listed unless a symbol in it is reached', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch([
      file('t.ts', [symbol('app/t.ts#t'), symbol('app/t.ts#u')]),
      file(
        'user.ts',
        [symbol('app/user.ts#f')],
        [edge('app/user.ts', 'app/t.ts#t', 'imports'), edge('app/user.ts#f', 'app/t.ts#t')],
      ),
      file('idle.ts', [symbol('app/idle.ts#f')], [edge('app/idle.ts', 'app/t.ts#t', 'imports')]),
      file('other.ts', [], [edge('app/other.ts', 'app/t.ts#u', 'imports')]),
    ]),
  );
  const of = (fqn: string) =>
    getImpact({ ctx: { graph }, input: { fqn } }).items.map(
      ({ symbol: { fqn: found }, via }) => `${found} ${via.relation} ${via.fqn}`,
    );
  expect(of('app/t.ts#t')).toEqual([
    'app/idle.ts imports app/t.ts#t',
    'app/user.ts#f calls app/t.ts#t',
  ]);
  expect(of('app/t.ts')).toEqual([
    'app/idle.ts imports app/t.ts#t',
    'app/other.ts imports app/t.ts#u',
    'app/user.ts#f calls app/t.ts#t',
  ]);
  graph.close();
});

test('each entry point and test file tells how it leads to the change', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const member = (type: string) =>
    symbol(`app/task.ts#${type}.run`, { kind: 'method', parent: `app/task.ts#${type}` });
  apply(
    graph,
    batch([
      file(
        'task.ts',
        [
          symbol('app/task.ts#Task', { kind: 'interface' }),
          member('Task'),
          symbol('app/task.ts#Base', { kind: 'class' }),
          member('Base'),
          symbol('app/task.ts#Mail', { kind: 'class' }),
          member('Mail'),
        ],
        [
          edge('app/task.ts#Base.run', 'app/task.ts#Task.run', 'implements', { line: 8 }),
          edge('app/task.ts#Mail.run', 'app/task.ts#Base.run', 'overrides', { line: 12 }),
        ],
      ),
      file(
        'queue.ts',
        [symbol('app/queue.ts#drain'), symbol('app/queue.ts#list')],
        [
          edge('app/queue.ts#drain', 'app/task.ts#Task.run', 'calls', { line: 5 }),
          edge('app/queue.ts', 'app/queue.ts#drain', 'references', { line: 30 }),
        ],
      ),
      file('main.ts', [], [edge('app/main.ts', 'app/queue.ts', 'imports', { line: 1 })]),
      file(
        'types.ts',
        [],
        [edge('app/types.ts', 'app/queue.ts', 'imports', { metadata: { type_only: true } })],
      ),
      file(
        'test/queue.ts',
        [],
        [edge('app/test/queue.ts', 'app/queue.ts', 'imports', { line: 2 })],
      ),
      file(
        'mail.test.ts',
        [],
        [edge('app/mail.test.ts', 'app/task.ts#Mail.run', 'calls', { line: 7 })],
      ),
      file('other.test.ts', [], [edge('app/other.test.ts', 'app/queue.ts#list', 'calls')]),
    ]),
  );
  const id = (fqn: string) => `(select id from symbols where fqn = '${fqn}')`;
  graph.sqlite.exec(`
    insert into entry_points (symbol_id, entry_type, http_method, http_path) values
      (${id('app/main.ts')}, 'cli', null, null),
      (${id('app/task.ts#Mail.run')}, 'mq_consumer', null, null),
      (${id('app/queue.ts#list')}, 'http_api', 'GET', '/queue'),
      (${id('app/queue.ts#drain')}, 'test', null, null);
    insert into external_dependencies (caller_id, dependency_type, target) values
      (${id('app/task.ts#Mail.run')}, 'http', 'mail.example'),
      (${id('app/queue.ts#drain')}, 'redis', null),
      (${id('app/queue.ts#list')}, 'postgres', 'shop');`);
  const answer = getImpact({ ctx: { graph }, input: { fqn: 'app/task.ts#Mail' } });
  const hops = (path: (typeof answer.tests)[number]['path']) =>
    path.map(
      (hop) =>
        `${hop.file}:${hop.line} ${hop.relation}${hop.dispatch ? ' dispatch' : ''} ${hop.to}`,
    );
  const viaQueue = [
    'queue.ts:30 references app/queue.ts#drain',
    'queue.ts:5 calls app/task.ts#Task.run',
    'task.ts:8 implements dispatch app/task.ts#Base.run',
    'task.ts:12 overrides dispatch app/task.ts#Mail.run',
  ];
  expect(
    answer.entry_points.map(({ symbol: { fqn }, entry_type, depth, path }) => [
      depth,
      entry_type,
      fqn,
      hops(path),
    ]),
  ).toEqual([
    [0, 'mq_consumer', 'app/task.ts#Mail.run', []],
    [3, 'cli', 'app/main.ts', ['main.ts:1 imports app/queue.ts', ...viaQueue]],
  ]);
  expect(answer.tests.map(({ file: path, depth, path: way }) => [depth, path, hops(way)])).toEqual([
    [1, 'mail.test.ts', ['mail.test.ts:7 calls app/task.ts#Mail.run']],
    [1, 'queue.ts', viaQueue.slice(1)],
    [3, 'test/queue.ts', ['test/queue.ts:2 imports app/queue.ts', ...viaQueue]],
  ]);
  expect(
    answer.external_systems.map(({ depth, dependency_type, target }) => [
      depth,
      dependency_type,
      target,
    ]),
  ).toEqual([
    [0, 'http', 'mail.example'],
    [1, 'redis', null],
  ]);
  // Of what is reached drain and the two test files count as tests.
  expect(answer.risk).toEqual({
    level: 'medium',
    points: 30,
    factors: [
      { factor: 'affected_symbols', count: 2, points: 10 },
      { factor: 'entry_points', count: 2, points: 15 },
      { factor: 'external_systems', count: 2, points: 5 },
      { factor: 'no_tests', count: 0, points: 0 },
    ],
  });
  expect(answer.total).toBe(5);
  const none = getImpact({ ctx: { graph }, input: { fqn: 'app/task.ts#Mail', limit: 1 } });
  expect([none.entry_points.length, none.entry_points_total]).toEqual([1, 2]);
  expect([none.tests.length, none.tests_total]).toEqual([1, 3]);
  expect([none.external_systems.length, none.external_systems_total]).toEqual([1, 2]);
  graph.close();
});

test('deleted symbols are neither reached nor passed, nor do deleted members count', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  oneFile(
    graph,
    [
      symbol(`${own}T`, { kind: 'class' }),
      symbol(`${own}T.old`, { kind: 'method', parent: `${own}T` }),
      'middle',
      'end',
      'caller',
    ],
    ['middle calls T', 'end calls middle', 'caller calls T.old'],
  );
  expect(listed(impact(graph, 'T'))).toEqual(['1 caller', '1 middle', '2 end']);
  for (const name of ['middle', 'T.old']) {
    deleteSymbol({ ctx: { graph }, input: { fqn: own + name, mode: 'soft' } });
  }
  expect(listed(impact(graph, 'T'))).toEqual([]);
  graph.close();
});

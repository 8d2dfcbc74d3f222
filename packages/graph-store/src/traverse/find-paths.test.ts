import type { EdgeFact, Relation } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, site, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { findPaths } from './find-paths.ts';

const own = 'app/a.ts#';

function edgesOf(lines: readonly string[]): readonly EdgeFact[] {
  return lines.map((text, index) => {
    const [from = '', relation = '', to = ''] = text.split(' ');
    return edge(own + from, own + to, relation as Relation, { line: index + 1 });
  });
}

function oneFile(
  graph: Graph,
  names: readonly string[],
  lines: readonly string[],
  sites: Parameters<typeof file>[3] = [],
): void {
  const symbols = names.map((name) =>
    name.includes('.')
      ? symbol(own + name, { kind: 'method', parent: own + name.split('.')[0] })
      : symbol(own + name, { kind: /^[A-Z]/.test(name) ? 'class' : 'function' }),
  );
  apply(graph, batch([file('a.ts', symbols, edgesOf(lines), sites)]));
}

type Input = Omit<Parameters<typeof findPaths>[0]['input'], 'from' | 'to'>;

function ask(graph: Graph, from: string, to: string, input: Input = {}) {
  const answer = findPaths({ ctx: { graph }, input: { from: own + from, to: own + to, ...input } });
  const told = answer.items.map(({ length, hops }) => [
    length,
    [hops[0]?.from, ...hops.map((hop) => hop.to)].map((fqn) => fqn?.replace(own, '')).join(' '),
  ]);
  return { told, answer };
}

test('ways come shortest first, then by name, and each says where it goes', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  oneFile(
    graph,
    ['a', 'b', 'c', 'd', 'z'],
    [
      'a calls c',
      'a calls b',
      'c calls z',
      'b calls z',
      'b calls c',
      'c calls b',
      'b calls a',
      'z calls a',
      'a references z',
      'a calls d',
      'd calls d',
    ],
  );
  const { told, answer } = ask(graph, 'a', 'z');
  expect(told).toEqual([
    [2, 'a b z'],
    [2, 'a c z'],
    [3, 'a b c z'],
    [3, 'a c b z'],
  ]);
  expect(answer.items[0]?.hops).toEqual([
    {
      from: `${own}a`,
      to: `${own}b`,
      relation: 'calls',
      file: 'a.ts',
      line: 2,
      resolution: 'exact',
      dispatch: false,
    },
    {
      from: `${own}b`,
      to: `${own}z`,
      relation: 'calls',
      file: 'a.ts',
      line: 4,
      resolution: 'exact',
      dispatch: false,
    },
  ]);
  expect(answer.truncated).toBe(false);
  expect(ask(graph, 'a', 'z', { limit: 3 }).answer).toMatchObject({
    truncated: true,
    items: { length: 3 },
  });
  expect(ask(graph, 'a', 'z', { limit: 4 }).answer.truncated).toBe(false);
  expect(ask(graph, 'a', 'z', { depth: 2 }).told.length).toBe(2);
  expect(ask(graph, 'a', 'z', { relations: ['references'] }).told).toEqual([[1, 'a z']]);
  expect(ask(graph, 'd', 'z').told).toEqual([]);
  graph.close();
});

test('a call of an interface leads on to its implementations, and not from one to another', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  oneFile(
    graph,
    [
      'Task',
      'Task.run',
      'Base',
      'Base.run',
      'Mail',
      'Mail.run',
      'Other',
      'Other.run',
      'start',
      'send',
    ],
    [
      'start calls Task.run',
      'Base.run implements Task.run',
      'Mail.run overrides Base.run',
      'Other.run implements Task.run',
      'Mail.run calls send',
      'start calls Mail',
    ],
  );
  const { told, answer } = ask(graph, 'start', 'send');
  expect(told).toEqual([[2, 'start Task.run Base.run Mail.run send']]);
  expect(
    answer.items[0]?.hops.map(({ relation, dispatch, line }) => [relation, dispatch, line]),
  ).toEqual([
    ['calls', false, 1],
    ['implements', true, 2],
    ['overrides', true, 3],
    ['calls', false, 5],
  ]);
  expect(ask(graph, 'Other.run', 'send').told).toEqual([]);
  expect(ask(graph, 'Other.run', 'send', { relations: ['calls', 'implements'] }).told).toEqual([]);
  expect(ask(graph, 'Task', 'send').told).toEqual([[1, 'Task.run Base.run Mail.run send']]);
  graph.close();
});

test('a class stands for its members at both ends', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  oneFile(
    graph,
    ['A', 'A.x', 'A.y', 'B', 'B.z', 'between'],
    ['A.x calls A.y', 'A.y calls between', 'between calls B.z', 'A.x calls B'],
  );
  expect(ask(graph, 'A', 'B').told).toEqual([
    [1, 'A.x B'],
    [2, 'A.y between B.z'],
  ]);
  expect(ask(graph, 'A', 'A.y').told).toEqual([[1, 'A.x A.y']]);
  const self = ask(graph, 'A', 'A').answer;
  expect(self.items).toEqual([{ length: 0, hops: [] }]);
  graph.close();
});

test('"no way" is exact unless a site on the way could lead there', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  oneFile(
    graph,
    ['from', 'middle', 'target', 'user', 'stranger'],
    ['from calls middle', 'user calls target', 'stranger references user'],
    [site(`${own}middle`, 'unrelated', { line: 3 }), site(`${own}stranger`, 'target', { line: 4 })],
  );
  expect(ask(graph, 'from', 'target').answer).toMatchObject({
    items: [],
    truncated: false,
    completeness: { level: 'exact', blocking_total: 0 },
  });
  oneFile(
    graph,
    ['from', 'middle', 'target', 'user', 'stranger'],
    ['from calls middle', 'user calls target', 'middle references user'],
    [
      site(`${own}middle`, 'target', { line: 3 }),
      site(`${own}middle`, 'x', { line: 4, reason: 'anonymous_target' }),
    ],
  );
  const { completeness } = ask(graph, 'from', 'target').answer;
  expect(completeness.blocking_sites.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'used_as_value'],
    [3, 'missing_declaration'],
    [4, 'anonymous_target'],
  ]);
  expect(completeness.level).toBe('lower_bound');
  graph.close();
});

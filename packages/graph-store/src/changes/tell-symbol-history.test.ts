import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { commitsOf } from '../revisions/commits-of.ts';
import { readSymbolChanges } from './read-symbol-changes.ts';
import { tellSymbolHistory } from './tell-symbol-history.ts';

function historyOf(graph: Graph, fqn: string) {
  const { changes } = readSymbolChanges({
    ctx: { graph },
    input: { fqn, before: Number.MAX_SAFE_INTEGER, limit: 100 },
  });
  return tellSymbolHistory({ changes, fqn, commit: 'c' }).map(
    ({ operation, entity, changed_fields, new_values, old_values }) => [
      operation,
      entity,
      changed_fields,
      (new_values ?? old_values)?.to ?? null,
    ],
  );
}

const version = (calls: readonly (readonly [string, number])[], start_line = 1, signature = 's') =>
  batch([
    file(
      'a.ts',
      [symbol('app/a.ts#f', { start_line, end_line: start_line + 3, signature })],
      calls.map(([to, line]) => edge('app/a.ts#f', `app/b.ts#${to}`, 'calls', { line })),
    ),
    file('b.ts', [symbol('app/b.ts#g'), symbol('app/b.ts#h')]),
  ]);

test('what only moved is no news, what calls somebody else is', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, { ...version([['g', 2]]), scope: 'full' });
  apply(graph, version([['g', 9]], 8));
  expect(historyOf(graph, 'app/a.ts#f')).toEqual([]);
  apply(
    graph,
    version(
      [
        ['g', 10],
        ['h', 11],
      ],
      9,
    ),
  );
  expect(historyOf(graph, 'app/a.ts#f')).toEqual([['INSERT', 'edge', [], 'app/b.ts#h']]);
  graph.sqlite.exec('delete from graph_changes');
  apply(
    graph,
    version(
      [
        ['g', 10],
        ['g', 12],
      ],
      9,
      'other',
    ),
  );
  expect(historyOf(graph, 'app/a.ts#f')).toEqual([
    ['DELETE', 'edge', [], 'app/b.ts#h'],
    ['INSERT', 'edge', [], 'app/b.ts#g'],
    ['UPDATE', 'symbol', ['signature'], null],
  ]);
  expect(historyOf(graph, 'app/b.ts#g')).toEqual([]);
  graph.close();
});

test('a page of the outbox begins before a change, and says from where the outbox knows', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, { ...version([['g', 2]]), scope: 'full', commit: 'cafe' });
  apply(graph, version([['h', 2]]));
  const read = (before: number) =>
    readSymbolChanges({ ctx: { graph }, input: { fqn: 'app/a.ts#f', before, limit: 1 } });
  const first = read(Number.MAX_SAFE_INTEGER);
  const second = read(first.changes[0]?.seq ?? 0);
  expect([first.from, first.changes.length, second.changes.length]).toEqual([1, 1, 1]);
  expect(second.changes[0]?.seq).toBeLessThan(first.changes[0]?.seq ?? 0);
  expect(commitsOf({ ctx: { graph }, input: { revisions: [1, 2, 3] } })).toEqual({ 1: 'cafe' });
  graph.close();
});

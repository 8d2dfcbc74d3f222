import type { FactBatch } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, site, symbol } from '../../test/facts.ts';
import { changes, firstBatch } from '../../test/first-batch.ts';
import { count } from '../../test/small-graph.ts';
import { tableRows } from '../../test/table-rows.ts';
import { GraphError } from '../graph-error.ts';
import { verifyGraph } from '../migrate/verify-graph.ts';

const a = file('a.ts', [symbol('app/a.ts#a')]);
const invalid: Readonly<Record<string, { readonly input: FactBatch; readonly says: string }>> = {
  'an fqn twice': {
    input: batch([file('x.ts', [symbol('app/x.ts#x'), symbol('app/x.ts#x')])]),
    says: 'files[x.ts].symbols[2]: "app/x.ts#x" is already defined',
  },
  'a path twice': { input: batch([a, a]), says: 'files[a.ts]: the path is given twice' },
  'an indexed file that is removed': {
    input: batch([a], { removed_files: ['a.ts'] }),
    says: 'files[a.ts]: the file is in removed_files too',
  },
  'an indexed file that failed': {
    input: batch([a], { failures: [{ path: 'a.ts', message: 'm', line: null }] }),
    says: 'files[a.ts]: the file is in failures too',
  },
  'an unknown parent': {
    input: batch([file('x.ts', [symbol('app/x.ts#x', { parent: 'app/nowhere' })])]),
    says: 'parent "app/nowhere" of "app/x.ts#x" is neither in the file nor a known package',
  },
  'an unknown parent of a package': {
    input: batch([], { packages: [symbol('p', { kind: 'package', parent: 'q' })] }),
    says: 'packages[0]: parent "q" of "p" is not a known package',
  },
  'parents in a circle': {
    input: batch([
      file('x.ts', [
        symbol('app/x.ts#x', { parent: 'app/x.ts#y' }),
        symbol('app/x.ts#y', { parent: 'app/x.ts#x' }),
      ]),
    ]),
    says: 'contains itself through its parents',
  },
  'an edge from elsewhere': {
    input: batch([file('x.ts', [], [edge('app/a.ts#a', 'app/x.ts')])]),
    says: 'files[x.ts].edges[0]: "app/a.ts#a" calls "app/x.ts": its "from" is not a symbol of the file',
  },
  'an unresolved site from elsewhere': {
    input: batch([file('x.ts', [], [], [site('app/a.ts#a', 'mystery')])]),
    says: 'files[x.ts].unresolved[0]: unresolved "mystery" in line 1',
  },
  'a definition that another file holds': {
    input: batch([file('x.ts', [symbol('app/b.ts#b')])]),
    says: 'index or remove b.ts in the same batch',
  },
};

test.each(Object.entries(invalid))(
  'a batch with %s is refused, and nothing changes',
  async (_, { input, says }) => {
    await using folder = await tempDir();
    const graph = emptyGraph(folder.path);
    apply(graph, firstBatch());
    const before = [tableRows(graph), changes(graph), count(graph, 'revisions')];
    const error = thrown(() => apply(graph, input));
    expect(error.code).toBe('batch_invalid');
    expect(error.message).toContain(says);
    expect(error.issues.length).toBeGreaterThan(0);
    expect([tableRows(graph), changes(graph), count(graph, 'revisions')]).toEqual(before);
    graph.close();
  },
);

test('a fact that the database refuses undoes the whole batch', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const input = batch([
    file('a.ts', [symbol('app/a.ts#a')], [edge('app/a.ts#a', 'b', 'calls', { line: -1 })]),
  ]);
  expect(() => apply(graph, input)).toThrow('edges_line');
  expect(count(graph, 'symbols')).toBe(0);
  expect(count(graph, 'revisions')).toBe(0);
  expect(apply(graph, firstBatch()).id).toBe(1);
  graph.close();
  expect(verifyGraph(graph.path).problems).toEqual([]);
});

function thrown(work: () => unknown): GraphError {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
}

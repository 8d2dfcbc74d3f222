import type { SymbolFact } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../../test/facts.ts';
import { GraphError } from '../../graph-error.ts';
import type { Graph } from '../../open-graph.ts';
import { findSymbol } from '../../symbols/find-symbol.ts';
import { getCallers } from '../../traverse/get-callers.ts';

/** A declaration of several lines whose body says who it is. */
function declared(fqn: string, body: string, values: Partial<SymbolFact> = {}): SymbolFact {
  return symbol(fqn, {
    start_line: 1,
    end_line: 9,
    body_hash: body,
    shape_hash: `shape of ${body}`,
    ...values,
  });
}

function idOf(graph: Graph, fqn: string): number | undefined {
  return findSymbol(graph, fqn)?.id;
}

function changesOf(graph: Graph, revision: number): readonly (readonly unknown[])[] {
  return graph.sqlite
    .prepare(`
      select op, entity, coalesce(old ->> 'fqn', old ->> 'from', old ->> 'path'),
        coalesce(new ->> 'fqn', new ->> 'from', new ->> 'path')
      from graph_changes where revision_id = ? and entity <> 'revision' order by seq`)
    .raw()
    .all(revision) as readonly (readonly unknown[])[];
}

const caller = (to: string) =>
  file('caller.ts', [declared('app/caller.ts#go', 'go')], [edge('app/caller.ts#go', to)]);

test('a class that was renamed keeps its row, its members and what is known of them', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const service = (name: string, body: string) =>
    file('service.ts', [
      declared(`app/service.ts#${name}`, 'service', { kind: 'class' }),
      symbol(`app/service.ts#${name}.run`, {
        kind: 'method',
        parent: `app/service.ts#${name}`,
        body_hash: body,
      }),
    ]);
  apply(
    graph,
    batch([service('OldService', 'b1'), caller('app/service.ts#OldService.run')], {
      scope: 'full',
    }),
  );
  const ids = ['OldService', 'OldService.run'].map((name) => idOf(graph, `app/service.ts#${name}`));
  graph.sqlite.exec(`
    insert into summaries (target_id, summary) values (${ids[1]}, 'Runs.');
    insert into glossary (code_term, source_id) values ('service', ${ids[0]});
    insert into constraints (name, source_id) values ('once', ${ids[1]});
    delete from graph_changes`);

  const { counts } = apply(
    graph,
    batch([service('NewService', 'b2'), caller('app/service.ts#NewService.run')]),
  );
  expect(counts).toMatchObject({ symbols_renamed: 2, symbols_added: 0, symbols_removed: 0 });
  expect(
    ['NewService', 'NewService.run'].map((name) => idOf(graph, `app/service.ts#${name}`)),
  ).toEqual(ids);
  expect(idOf(graph, 'app/service.ts#OldService')).toBeUndefined();
  const callers = getCallers({ ctx: { graph }, input: { fqn: 'app/service.ts#NewService.run' } });
  expect(callers.items.map((each) => each.symbol.fqn)).toEqual(['app/caller.ts#go']);
  expect(
    graph.sqlite.prepare('select target_fqn, summary from summaries_by_fqn').raw().all(),
  ).toEqual([['app/service.ts#NewService.run', 'Runs.']]);
  expect(changesOf(graph, 2)).toEqual([
    ['update', 'symbol', 'app/service.ts#OldService', 'app/service.ts#NewService'],
    ['update', 'symbol', 'app/service.ts#OldService.run', 'app/service.ts#NewService.run'],
    ['update', 'symbol', 'app/service.ts#NewService.run', 'app/service.ts#NewService.run'],
  ]);
  graph.close();
});

test('a file that moved takes its row, its symbols and its edges with it', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const cart = (path: string, hash = 'cart') => ({
    ...file(
      path,
      [symbol(`app/${path}#add`), symbol(`app/${path}#total`)],
      [edge(`app/${path}#add`, `app/${path}#total`, 'calls', { line: 3 })],
    ),
    content_hash: hash,
  });
  apply(graph, batch([cart('cart.ts'), caller('app/cart.ts#add')], { scope: 'full' }));
  const id = idOf(graph, 'app/cart.ts#total');
  graph.sqlite.exec('delete from graph_changes');
  const { counts } = apply(
    graph,
    batch([cart('shop/cart.ts'), caller('app/shop/cart.ts#add')], { removed_files: ['cart.ts'] }),
  );
  expect(counts).toMatchObject({ symbols_renamed: 3, files_removed: 0, symbols_removed: 0 });
  expect(findSymbol(graph, 'app/shop/cart.ts#total')).toMatchObject({ id, file: 'shop/cart.ts' });
  expect(changesOf(graph, 2)).toEqual([
    ['update', 'symbol', 'app/cart.ts', 'app/shop/cart.ts'],
    ['update', 'file', 'cart.ts', 'shop/cart.ts'],
    ['update', 'symbol', 'app/cart.ts#add', 'app/shop/cart.ts#add'],
    ['update', 'symbol', 'app/cart.ts#total', 'app/shop/cart.ts#total'],
  ]);

  // Back to a path that a deleted file had: its row cannot be taken, the symbols come all the same.
  apply(graph, batch([file('cart.ts')]));
  apply(graph, batch([], { removed_files: ['cart.ts'] }));
  graph.sqlite.exec("update symbols set fqn = 'app/cart.ts.before' where fqn = 'app/cart.ts'");
  apply(graph, batch([cart('cart.ts')], { removed_files: ['shop/cart.ts'] }));
  expect(findSymbol(graph, 'app/cart.ts#total')).toMatchObject({ id, file: 'cart.ts' });
  expect(graph.sqlite.prepare('select path from active_files order by path').pluck().all()).toEqual(
    ['caller.ts', 'cart.ts'],
  );
  graph.close();
});

test('a file that moved and was edited is recognised by what it still holds', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const holding = (path: string, bodies: readonly string[]) => ({
    ...file(
      path,
      bodies.map((body) => declared(`app/${path}#${body}`, `${body} of the file`)),
    ),
    content_hash: bodies.join(),
  });
  apply(graph, batch([holding('a.ts', ['f', 'g', 'h'])], { scope: 'full' }));
  const id = idOf(graph, 'app/a.ts');
  apply(graph, batch([holding('b.ts', ['f', 'g', 'i'])], { scope: 'full' }));
  expect(idOf(graph, 'app/b.ts')).toBe(id);
  expect(idOf(graph, 'app/a.ts#h')).toBeDefined();
  graph.close();
});

test('a package that was renamed takes its files with it', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const named = (name: string) =>
    batch(
      [
        {
          ...file('src/a.ts'),
          symbols: [
            symbol(`${name}/src/a.ts`, { kind: 'file', parent: name }),
            symbol(`${name}/src/a.ts#f`, { parent: `${name}/src/a.ts` }),
          ],
          edges: [edge(name, `${name}/src/a.ts`, 'contains', { line: 0 })],
        },
      ],
      { scope: 'full', packages: [symbol(name, { kind: 'package' })] },
    );
  apply(graph, named('old'));
  const ids = ['old', 'old/src/a.ts', 'old/src/a.ts#f'].map((fqn) => idOf(graph, fqn));
  expect(apply(graph, named('@new/name')).counts).toMatchObject({
    symbols_renamed: 3,
    symbols_added: 0,
  });
  expect(
    ['@new/name', '@new/name/src/a.ts', '@new/name/src/a.ts#f'].map((fqn) => idOf(graph, fqn)),
  ).toEqual(ids);
  graph.close();
});

test('a function whose body changed with its name is known by its shape and neighbours', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const targets = ['x', 'y', 'z'].map((name) => `app/t.ts#${name}`);
  const version = (name: string, body: string, callees: readonly string[]) =>
    file(
      'a.ts',
      [declared(`app/a.ts#${name}`, body, { shape_hash: 'shape' })],
      callees.map((to, at) => edge(`app/a.ts#${name}`, to, 'calls', { line: at + 1 })),
    );
  const others = file(
    't.ts',
    targets.map((fqn) => symbol(fqn)),
  );
  apply(graph, batch([version('one', 'b1', targets), others], { scope: 'full' }));
  const id = idOf(graph, 'app/a.ts#one');
  apply(graph, batch([version('two', 'b2', targets)]));
  expect(idOf(graph, 'app/a.ts#two')).toBe(id);
  apply(graph, batch([version('three', 'b3', targets.slice(0, 1))]));
  expect(idOf(graph, 'app/a.ts#three')).not.toBe(id);
  graph.close();
});

test('a stub that bears the new name is merged', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch([file('a.ts', [declared('app/a.ts#old', 'b')]), caller('app/a.ts#fresh')], {
      scope: 'full',
    }),
  );
  const id = idOf(graph, 'app/a.ts#old');
  apply(graph, batch([file('a.ts', [declared('app/a.ts#fresh', 'b')])]));
  expect(findSymbol(graph, 'app/a.ts#fresh')).toMatchObject({ id, origin: 'project' });
  const callers = getCallers({ ctx: { graph }, input: { fqn: 'app/a.ts#fresh' } });
  expect(callers.items.map((each) => each.symbol.fqn)).toEqual(['app/caller.ts#go']);
  graph.close();
});

test.each([
  [
    'a body of one line',
    [symbol('app/a.ts#old', { start_line: 1, end_line: 1, body_hash: 'b' })],
    [symbol('app/a.ts#fresh', { start_line: 1, end_line: 1, body_hash: 'b' })],
  ],
  [
    'two that vanished with the same body',
    [declared('app/a.ts#one', 'b'), declared('app/a.ts#two', 'b')],
    [declared('app/a.ts#fresh', 'b')],
  ],
  [
    'two that appeared with the same body',
    [declared('app/a.ts#old', 'b')],
    [declared('app/a.ts#one', 'b'), declared('app/a.ts#two', 'b')],
  ],
  [
    'another kind',
    [declared('app/a.ts#old', 'b')],
    [declared('app/a.ts#fresh', 'b', { kind: 'variable' })],
  ],
  [
    'no hash',
    [symbol('app/a.ts#old', { end_line: 9 })],
    [symbol('app/a.ts#fresh', { end_line: 9 })],
  ],
])('%s is not taken for a rename', async (_, before, after) => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([file('a.ts', before)], { scope: 'full' }));
  const { counts } = apply(graph, batch([file('a.ts', after)]));
  expect(counts).toMatchObject({
    symbols_renamed: 0,
    symbols_removed: before.length,
    symbols_added: after.length,
  });
  graph.close();
});

test('of two with the same body, the neighbours tell which is which', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const others = file('t.ts', [symbol('app/t.ts#x'), symbol('app/t.ts#y')]);
  const both = (first: string, second: string) =>
    file(
      'a.ts',
      [declared(`app/a.ts#${first}`, 'b'), declared(`app/a.ts#${second}`, 'b')],
      [edge(`app/a.ts#${first}`, 'app/t.ts#x'), edge(`app/a.ts#${second}`, 'app/t.ts#y')],
    );
  apply(graph, batch([both('zebra', 'ape'), others], { scope: 'full' }));
  const ids = [idOf(graph, 'app/a.ts#zebra'), idOf(graph, 'app/a.ts#ape')];
  apply(graph, batch([both('bee', 'yak')]));
  expect([idOf(graph, 'app/a.ts#bee'), idOf(graph, 'app/a.ts#yak')]).toEqual(ids);
  graph.close();
});

test('a batch that contradicts itself renames nothing', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([file('a.ts', [declared('app/a.ts#old', 'b')])], { scope: 'full' }));
  const twice = [declared('app/a.ts#fresh', 'b'), declared('app/a.ts#fresh', 'b')];
  expect(() => apply(graph, batch([file('a.ts', twice)]))).toThrow(GraphError);
  expect(idOf(graph, 'app/a.ts#old')).toBeDefined();
  graph.close();
});

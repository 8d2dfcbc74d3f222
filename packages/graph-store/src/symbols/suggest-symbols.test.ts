import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import { GraphError } from '../graph-error.ts';
import { getImpact } from '../traverse/get-impact.ts';
import { deleteSymbol } from './delete-symbol.ts';
import { getSymbol } from './get-symbol.ts';
import { presentName } from './present-names.ts';
import { renameSymbol } from './rename-symbol.ts';
import { suggestSymbols } from './suggest-symbols.ts';

test('close names are suggested, the closest first, and no others', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const own = 'app/a.ts#';
  apply(
    graph,
    batch([
      file('a.ts', [symbol(`${own}openGraph`), symbol(`${own}openGraphs`), symbol(`${own}close`)]),
      file('b.ts', [symbol('app/b.ts#openGraph'), symbol('app/b.ts#gone')]),
    ]),
  );
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/b.ts#gone', mode: 'soft' } });
  const suggest = (fqn: string, limit?: number) =>
    suggestSymbols({ ctx: { graph }, input: limit === undefined ? { fqn } : { fqn, limit } });
  // A typing error.
  expect(suggest(`${own}openGrpah`)).toEqual([
    `${own}openGraph`,
    'app/b.ts#openGraph',
    `${own}openGraphs`,
  ]);
  // The right name in the wrong file, or without one, or in another case.
  expect(suggest('app/c.ts#openGraph', 2)).toEqual([`${own}openGraph`, 'app/b.ts#openGraph']);
  expect(suggest('OPENGRAPH', 1)).toEqual([`${own}openGraph`]);
  expect(suggest('gone')).toEqual([]);
  expect(suggest('%')).toEqual([]);
  graph.close();
});

test('an unknown symbol is answered with suggestions; a deleted one is told apart', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([file('a.ts', [symbol('app/a.ts#load')])]));
  const thrown = (fqn: string): unknown => {
    try {
      return getSymbol({ ctx: { graph }, input: { fqn } });
    } catch (error) {
      return error;
    }
  };
  const unknown = thrown('app/a.ts#loud');
  expect(unknown).toBeInstanceOf(GraphError);
  expect(unknown).toMatchObject({ code: 'symbol_not_found', suggestions: ['app/a.ts#load'] });
  expect(thrown('zzzzzz')).toMatchObject({
    message: 'There is no symbol "zzzzzz". Search for it by a part of its name.',
  });
  const ctx = { graph, now: () => new Date('2026-11-21T10:00:00Z') };
  deleteSymbol({ ctx, input: { fqn: 'app/a.ts#load', mode: 'soft' } });
  expect(thrown('app/a.ts#load')).toMatchObject({
    code: 'symbol_not_found',
    message: expect.stringContaining('was deleted at 2026-11-21T10:00:00.000Z'),
  });
  graph.close();
});

test('who asks for a symbol by a name that it had is told the one that it has', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([file('a.ts', [symbol('app/a.ts#load')])]));
  const ctx = { graph };
  const rename = (fqn: string, to: string) => renameSymbol({ ctx, input: { fqn, to } });
  const ask = (fqn: string) => () => getImpact({ ctx, input: { fqn } });
  rename('app/a.ts#load', 'app/a.ts#fetchAll');
  rename('app/a.ts#fetchAll', 'lib/z.ts#queue');
  for (const former of ['app/a.ts#load', 'app/a.ts#fetchAll']) {
    expect(ask(former)).toThrow(
      expect.objectContaining({
        code: 'symbol_not_found',
        message: expect.stringContaining(`"${former}" was renamed to "lib/z.ts#queue"`),
        suggestions: ['lib/z.ts#queue'],
      }),
    );
    expect(presentName({ ctx, input: { fqn: former } })).toBe('lib/z.ts#queue');
  }
  expect(ask('app/a.ts#loud')).toThrow('There is no symbol "app/a.ts#loud"');
  rename('lib/z.ts#queue', 'app/a.ts#load');
  expect(presentName({ ctx, input: { fqn: 'app/a.ts#load' } })).toBe('app/a.ts#load');
  deleteSymbol({ ctx, input: { fqn: 'app/a.ts#load', mode: 'hard' } });
  expect(graph.sqlite.prepare('select * from former_names').all()).toEqual([]);
  expect(ask('lib/z.ts#queue')).toThrow('There is no symbol');
  graph.close();
});

import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, site, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { getCallees } from './get-callees.ts';
import { getCallers } from './get-callers.ts';

const shape = 'app/shape.ts#Shape';
const area = `${shape}.area`;
const circle = 'app/shape.ts#Circle.area';
const square = 'app/shape.ts#Square.area';

/** Two classes implement `Shape.area`; `total` calls the interface and `round` the circle itself. */
function shapes(graph: Graph): void {
  const member = (fqn: string) => symbol(fqn, { kind: 'method', parent: fqn.replace('.area', '') });
  apply(
    graph,
    batch(
      [
        file(
          'shape.ts',
          [
            symbol(shape, { kind: 'interface' }),
            { ...member(area), parent: shape },
            symbol('app/shape.ts#Circle', { kind: 'class' }),
            { ...member(circle), parent: 'app/shape.ts#Circle' },
            symbol('app/shape.ts#Square', { kind: 'class' }),
            { ...member(square), parent: 'app/shape.ts#Square' },
          ],
          [
            edge(circle, area, 'implements', { line: 0 }),
            edge(square, area, 'implements', { line: 0 }),
          ],
        ),
        file(
          'use.ts',
          [symbol('app/use.ts#total'), symbol('app/use.ts#round'), symbol('app/use.ts#make')],
          [
            edge('app/use.ts#total', area, 'calls', { line: 9 }),
            edge('app/use.ts#total', area, 'calls', { line: 4 }),
            edge('app/use.ts#round', circle, 'calls', { line: 12 }),
            edge('app/use.ts#make', 'app/shape.ts#Circle', 'instantiates', { line: 20 }),
            edge('app/use.ts#make', 'app/use.ts#round', 'calls', { line: 21 }),
            edge('app/use.ts#make', 'app/use.ts#total', 'references', { line: 22 }),
          ],
        ),
      ],
      { scope: 'full', commit: 'c0ffee' },
    ),
  );
}

function callers(graph: Graph, fqn: string) {
  return getCallers({ ctx: { graph }, input: { fqn } });
}

const names = (items: readonly { readonly symbol: { readonly fqn: string } }[]) =>
  items.map((item) => item.symbol.fqn);

test('callers through an interface count as dynamic, with their sites in order', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shapes(graph);
  expect(callers(graph, circle)).toMatchObject({
    target: { fqn: circle, file: 'shape.ts' },
    items: [
      {
        symbol: { fqn: 'app/use.ts#round' },
        relation: 'calls',
        sites: [{ file: 'use.ts', line: 12, resolution: 'exact' }],
      },
      {
        symbol: { fqn: 'app/use.ts#total' },
        relation: 'calls',
        sites: [
          { file: 'use.ts', line: 4, resolution: 'dynamic' },
          { file: 'use.ts', line: 9, resolution: 'dynamic' },
        ],
      },
    ],
    next_cursor: null,
    completeness: { level: 'exact', blocking_total: 0, revision: 1, commit: 'c0ffee' },
  });
  expect(names(callers(graph, area).items)).toEqual(['app/use.ts#total']);
  expect(names(callers(graph, square).items)).toEqual(['app/use.ts#total']);
  expect(callers(graph, 'app/shape.ts#Circle').items).toMatchObject([
    { symbol: { fqn: 'app/use.ts#make' }, relation: 'instantiates' },
  ]);
  graph.close();
});

test('callees are what is called or instantiated, and not what is only mentioned', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shapes(graph);
  const ask = () => getCallees({ ctx: { graph }, input: { fqn: 'app/use.ts#make' } });
  expect(names(ask().items)).toEqual(['app/shape.ts#Circle', 'app/use.ts#round']);
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/use.ts#round', mode: 'soft' } });
  expect(names(ask().items)).toEqual(['app/shape.ts#Circle']);
  expect(names(callers(graph, circle).items)).toEqual(['app/use.ts#total']);
  graph.close();
});

test('pages of callers neither repeat nor miss one', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const fqns = Array.from({ length: 7 }, (_, index) => `app/a.ts#caller${index}`);
  apply(
    graph,
    batch([
      file(
        'a.ts',
        [...fqns, 'app/a.ts#target'].map((fqn) => symbol(fqn)),
        [
          ...fqns.map((fqn) => edge(fqn, 'app/a.ts#target')),
          edge('app/a.ts#caller3', 'app/a.ts#target', 'instantiates'),
        ],
      ),
    ]),
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = getCallers({
      ctx: { graph },
      input: { fqn: 'app/a.ts#target', limit: 2, cursor },
    });
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map((item) => `${item.symbol.fqn} ${item.relation}`));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(
    [...fqns.map((fqn) => `${fqn} calls`), 'app/a.ts#caller3 instantiates'].sort(),
  );
  expect(() =>
    getCallers({ ctx: { graph }, input: { fqn: 'app/a.ts#target', cursor: 'bm8' } }),
  ).toThrow('The cursor is not one');
  graph.close();
});

test('before the first index run nothing is exact', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  graph.sqlite.exec(`insert into symbols (fqn, kind, name) values ('x', 'function', 'x')`);
  expect(callers(graph, 'x').completeness).toEqual({
    level: 'lower_bound',
    blocking_total: 0,
    blocking_sites: [],
    revision: null,
    commit: null,
  });
  graph.close();
});

test('an unresolved site blocks exactness where it might point at the target', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const own = 'app/a.ts#';
  apply(
    graph,
    batch([
      file(
        'a.ts',
        [
          symbol(`${own}save`),
          symbol(`${own}load`),
          symbol(`${own}handler`),
          symbol(`${own}Store`, { kind: 'class' }),
          symbol(`${own}Store.constructor`, { kind: 'constructor', parent: `${own}Store` }),
          symbol(`${own}gone`),
        ],
        [edge(`${own}load`, `${own}handler`, 'references')],
        [
          site(`${own}load`, 'save', { line: 3, reason: 'any_typed_receiver' }),
          site(`${own}load`, 'Store', { line: 4, reason: 'missing_declaration' }),
          site(`${own}load`, '', { line: 5, reason: 'anonymous_target' }),
          site(`${own}gone`, 'save', { line: 6, reason: 'ambiguous' }),
        ],
      ),
    ]),
  );
  deleteSymbol({ ctx: { graph }, input: { fqn: `${own}gone`, mode: 'soft' } });
  const blocking = (fqn: string) =>
    callers(graph, fqn).completeness.blocking_sites.map(({ line }) => line);
  // Its name, wherever the receiver is unknown; not from a symbol that is deleted.
  expect(blocking(`${own}save`)).toEqual([3]);
  // A constructor answers to the name of its class.
  expect(blocking(`${own}Store.constructor`)).toEqual([4]);
  // It is handed on as a value in line 1, and a call of a value may be a call of it.
  expect(blocking(`${own}handler`)).toEqual([1, 5]);
  // Nothing mentions it, so nothing can call it by value.
  expect(callers(graph, `${own}load`).completeness.level).toBe('exact');
  const out = getCallees({ ctx: { graph }, input: { fqn: `${own}load` } }).completeness;
  expect(out).toMatchObject({ level: 'lower_bound', blocking_total: 3 });
  expect(getCallees({ ctx: { graph }, input: { fqn: `${own}save` } }).completeness.level).toBe(
    'exact',
  );
  graph.close();
});

test('whoever gets a function as a value may call it, so its callers are a lower bound', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const own = 'app/a.ts#';
  apply(
    graph,
    batch([
      file(
        'a.ts',
        [symbol(`${own}register`), symbol(`${own}handler`)],
        [edge(`${own}register`, `${own}handler`, 'references', { line: 7 })],
      ),
    ]),
  );
  const direct = callers(graph, `${own}handler`);
  expect(direct.items).toEqual([]);
  expect(direct.completeness).toMatchObject({
    level: 'lower_bound',
    blocking_total: 1,
    blocking_sites: [
      { from: `${own}register`, name: 'handler', file: 'a.ts', line: 7, reason: 'used_as_value' },
    ],
  });
  const users = getCallers({
    ctx: { graph },
    input: { fqn: `${own}handler`, relations: ['calls', 'references'] },
  });
  expect(users.items.map(({ symbol: { fqn } }) => fqn)).toEqual([`${own}register`]);
  expect(users.completeness.level).toBe('exact');
  graph.close();
});

test('a computed access may reach a member, and nothing else', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const own = 'app/a.ts#';
  apply(
    graph,
    batch([
      file(
        'a.ts',
        [
          symbol(`${own}Table`, { kind: 'class' }),
          symbol(`${own}Table.row`, { kind: 'method', parent: `${own}Table` }),
          symbol(`${own}plain`),
        ],
        [],
        [site(`${own}plain`, 'table[key]', { line: 4, reason: 'dynamic_member' })],
      ),
    ]),
  );
  expect(callers(graph, `${own}Table.row`).completeness.blocking_sites).toMatchObject([
    { line: 4, reason: 'dynamic_member' },
  ]);
  expect(callers(graph, `${own}plain`).completeness.level).toBe('exact');
  graph.close();
});

test('a file that could not be indexed blocks exactness until it was read or removed', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const a = file('a.ts', [symbol('app/a.ts#a')]);
  const b = file('b.ts', [symbol('app/b.ts#b')]);
  const failures = [{ path: 'b.ts', message: 'unexpected token', line: 3 }];
  const blocking = () => callers(graph, 'app/a.ts#a').completeness.blocking_sites;
  apply(graph, batch([a], { scope: 'full', failures }));
  expect(blocking()).toEqual([
    { from: 'b.ts', name: '', file: 'b.ts', line: 3, reason: 'file_not_indexed' },
  ]);
  apply(graph, batch([b]));
  expect(blocking()).toEqual([]);
  apply(graph, batch([], { failures }));
  expect(blocking()).toMatchObject([{ from: 'app/b.ts' }]);
  expect(getCallees({ ctx: { graph }, input: { fqn: 'app/b.ts#b' } }).completeness.level).toBe(
    'lower_bound',
  );
  expect(getCallees({ ctx: { graph }, input: { fqn: 'app/a.ts#a' } }).completeness.level).toBe(
    'exact',
  );
  apply(graph, batch([b]));
  expect(blocking()).toEqual([]);
  apply(graph, batch([], { failures }));
  apply(graph, batch([], { removed_files: ['b.ts'] }));
  expect(blocking()).toEqual([]);
  graph.close();
});

test('only the first sites are listed, and all are counted', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const sites = Array.from({ length: 30 }, (_, line) =>
    site('app/a.ts#a', 'target', { line: line + 1 }),
  );
  apply(graph, batch([file('a.ts', [symbol('app/a.ts#a'), symbol('app/a.ts#target')], [], sites)]));
  const { completeness } = callers(graph, 'app/a.ts#target');
  expect(completeness.blocking_total).toBe(30);
  expect(completeness.blocking_sites.map(({ line }) => line)).toEqual(
    Array.from({ length: 20 }, (_, line) => line + 1),
  );
  graph.close();
});

import type { Relation } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyGraph } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { findDeadCode } from './find-dead-code.ts';

/* Files 1–3 and symbols 4–12; the first file is an entry file. */
const [files, size] = [3, 12];
const node = fc.integer({ min: 1, max: size });
const uses: readonly Relation[] = ['calls', 'references', 'instantiates', 'inherits', 'injects'];
const world = fc.record({
  kinds: fc.array(fc.constantFrom('function', 'class', 'method', 'variable', 'interface'), {
    minLength: size,
    maxLength: size,
  }),
  parents: fc.array(fc.nat(), { minLength: size, maxLength: size }),
  exported: fc.array(node, { maxLength: 4 }),
  edges: fc.array(
    fc.tuple(
      node,
      node,
      fc.constantFrom<Relation>(...uses, 'calls', 'calls', 'imports', 'implements', 'overrides'),
    ),
    { maxLength: 22 },
  ),
  sites: fc.array(node, { maxLength: 2 }),
  root: node,
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const parentOf = ({ parents }: World, id: number): number =>
  id <= files ? 0 : 1 + ((parents[id - 1] ?? 0) % (id - 1));
const nameOf = (id: number) =>
  id <= files ? ['src/index.ts', 'src/b.ts', 'src/c.ts'][id - 1] : `s${id}`;

function fill(graph: Graph, facts: World): void {
  graph.sqlite.exec(`
    delete from symbols;
    delete from files;
    insert into symbols (id, fqn, kind, name) values (100, 'app', 'package', 'app')`);
  const addFile = graph.prepare('insert into files (id, path) values (?, ?)');
  const add = graph.prepare(`
    insert into symbols (id, fqn, kind, name, parent_id, file_id, modifiers)
    values (?, ?, ?, ?, ?, ?, ?)`);
  const fileOf = (id: number): number => (id <= files ? id : fileOf(parentOf(facts, id)));
  for (let id = 1; id <= size; id += 1) {
    const name = nameOf(id);
    if (id <= files) addFile.run(id, name);
    const kind = id <= files ? 'file' : facts.kinds[id - 1];
    const modifiers = facts.exported.includes(id) ? '["export"]' : '[]';
    add.run(id, `app/${name}`, kind, name, parentOf(facts, id) || 100, fileOf(id), modifiers);
  }
  const addEdge = graph.prepare(
    'insert or ignore into edges (from_id, to_id, relation) values (?, ?, ?)',
  );
  for (const [from, to, relation] of facts.edges) addEdge.run(from, to, relationCode(relation));
  const addSite = graph.prepare(
    `insert into unresolved_references (from_id, name, reason) values (1, ?, 'missing_declaration')`,
  );
  for (const id of facts.sites) addSite.run(nameOf(id));
}

test('nothing certain is used by anything but the certain, and roots only ever add life', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  let certainSeen = 0;
  fc.assert(
    fc.property(world, (facts) => {
      graph.transaction(() => fill(graph, facts));
      const idOf = new Map(
        Array.from({ length: size }, (_, at) => [`app/${nameOf(at + 1)}`, at + 1]),
      );
      const isInside = (id: number, holders: ReadonlySet<number>): boolean =>
        id !== 0 && (holders.has(id) || isInside(parentOf(facts, id), holders));
      const ask = (roots: readonly string[] = []) => {
        const { items } = findDeadCode({ ctx: { graph }, input: { roots } });
        const idsOf = (some: typeof items) =>
          new Set(some.map(({ symbol }) => idOf.get(symbol.fqn) ?? 0));
        return {
          all: idsOf(items),
          certain: idsOf(items.filter((each) => each.certainty === 'certain')),
        };
      };
      const { all, certain } = ask();
      certainSeen += certain.size;
      for (const [from, to, relation] of facts.edges) {
        if (!uses.includes(relation) || !isInside(to, certain)) continue;
        expect([from, to, isInside(from, certain)]).toEqual([from, to, true]);
      }
      for (const id of facts.sites) expect(certain).not.toContain(id);
      expect(all).not.toContain(1);
      const more = ask([`app/${nameOf(facts.root)}`]);
      expect(more.all).not.toContain(facts.root);
      for (const id of more.all) expect([id, isInside(id, all)]).toEqual([id, true]);
    }),
    { numRuns: 120 },
  );
  expect(certainSeen).toBeGreaterThan(20);
  graph.close();
});

import { type Relation, relationSchema } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyGraph } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { findPaths } from './find-paths.ts';

const size = 7;
const node = fc.integer({ min: 1, max: size });
const world = fc.record({
  kinds: fc.array(fc.constantFrom('method', 'function'), { minLength: size, maxLength: size }),
  deleted: fc.array(node, { maxLength: 1 }),
  edges: fc.array(
    fc.tuple(
      node,
      node,
      fc.constantFrom<Relation>('calls', 'calls', 'instantiates', 'overrides', 'implements'),
    ),
    { maxLength: 16 },
  ),
  ends: fc.tuple(node, node),
  depth: fc.integer({ min: 1, max: 7 }),
  relations: fc.constantFrom<readonly Relation[]>(
    ['calls', 'instantiates'],
    ['calls'],
    ['calls', 'implements'],
    relationSchema.options,
  ),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function fill(graph: Graph, facts: World): void {
  graph.sqlite.exec('delete from symbols');
  const add = graph.prepare(
    'insert into symbols (id, fqn, kind, name, deleted_at) values (?, ?, ?, ?, ?)',
  );
  for (let id = 1; id <= size; id += 1) {
    const deletedAt = isDeleted(facts, id) ? '2026-01-01' : null;
    add.run(id, `s${id}`, facts.kinds[id - 1] ?? 'function', `s${id}`, deletedAt);
  }
  const addEdge = graph.prepare(
    'insert or ignore into edges (from_id, to_id, relation) values (?, ?, ?)',
  );
  for (const [from, to, relation] of facts.edges) addEdge.run(from, to, relationCode(relation));
}

const isDeleted = ({ deleted, ends }: World, id: number) =>
  deleted.includes(id) && !ends.includes(id);

/** Every simple way, found by walking on from each symbol to all others, in order of length. */
function naiveWays(facts: World): readonly { length: number; way: string }[] {
  const [from, to] = facts.ends;
  const isMember = (id: number) => facts.kinds[id - 1] === 'method';
  const ways: { length: number; way: string }[] = [];
  const walk = (
    way: readonly number[],
    length: number,
    mayDispatch: boolean,
    text: string,
  ): void => {
    const at = way.at(-1) ?? from;
    if (at === to) {
      ways.push({ length, way: text });
      return;
    }
    for (let id = 1; id <= size; id += 1) {
      if (way.includes(id) || isDeleted(facts, id)) continue;
      const relations = facts.edges
        .filter(([a, b, relation]) => a === at && b === id && facts.relations.includes(relation))
        .map(([, , relation]) => relationCode(relation));
      if (relations.length > 0 && length < facts.depth) {
        const isCall = Math.min(...relations) === relationCode('calls');
        walk([...way, id], length + 1, isCall, `${text} > ${id}`);
      }
      const dispatched = facts.edges.some(
        ([a, b, relation]) =>
          a === id && b === at && (relation === 'overrides' || relation === 'implements'),
      );
      if (dispatched && mayDispatch && isMember(id))
        walk([...way, id], length, true, `${text} ~ ${id}`);
    }
  };
  walk([from], 0, true, `${from}`);
  return ways.sort((a, b) => a.length - b.length);
}

test('paths equal those of a naive search on random graphs', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  fc.assert(
    fc.property(world, fc.integer({ min: 1, max: 4 }), (facts, limit) => {
      graph.transaction(() => fill(graph, facts));
      const [from, to] = facts.ends.map((id) => `s${id}`);
      const ask = (most: number) =>
        findPaths({
          ctx: { graph },
          input: {
            from: from ?? '',
            to: to ?? '',
            depth: facts.depth,
            relations: facts.relations,
            limit: most,
          },
        });
      const all = ask(10_000);
      const expected = naiveWays(facts);
      const told = all.items.map(({ length, hops }) => ({
        length,
        way: hops.reduce(
          (text, hop) => `${text} ${hop.dispatch ? '~' : '>'} ${hop.to.slice(1)}`,
          (from ?? '').slice(1),
        ),
      }));
      expect(told.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
      expect(new Set(told.map(({ way }) => way))).toEqual(new Set(expected.map(({ way }) => way)));
      expect(all.truncated).toBe(false);
      const few = ask(limit);
      expect(few.items).toEqual(all.items.slice(0, limit));
      expect(few.truncated).toBe(all.items.length > limit);
    }),
    { numRuns: 250 },
  );
  graph.close();
});

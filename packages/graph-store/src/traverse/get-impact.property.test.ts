import { type Impact, relationSchema } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyGraph } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { getImpact } from './get-impact.ts';

const size = 9;
const node = fc.integer({ min: 1, max: size });
const world = fc.record({
  kinds: fc.array(fc.constantFrom('method', 'function', 'class', 'property', 'file'), {
    minLength: size,
    maxLength: size,
  }),
  parents: fc.array(fc.nat(), { minLength: size, maxLength: size }),
  deleted: fc.array(
    fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
    {
      minLength: size,
      maxLength: size,
    },
  ),
  edges: fc.array(fc.tuple(node, node, fc.constantFrom(...relationSchema.options)), {
    maxLength: 25,
  }),
  target: node,
  depth: fc.integer({ min: 1, max: 6 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const isDeleted = (facts: World, id: number) =>
  facts.deleted[id - 1] === true && id !== facts.target;

function parentOf(facts: World, id: number): number | null {
  const parent = (facts.parents[id - 1] ?? 0) % id;
  return parent === 0 || parent === facts.target || id % 2 === 0 ? parent || null : null;
}

function fill(graph: Graph, facts: World): void {
  graph.sqlite.exec('delete from symbols');
  const add = graph.prepare(
    'insert into symbols (id, fqn, kind, name, parent_id, deleted_at) values (?, ?, ?, ?, ?, ?)',
  );
  for (let id = 1; id <= size; id += 1) {
    const deletedAt = isDeleted(facts, id) ? '2026-01-01' : null;
    const kind = facts.kinds[id - 1] ?? 'class';
    add.run(id, `s${id}`, kind, `s${id}`, parentOf(facts, id), deletedAt);
  }
  const addEdge = graph.prepare(
    'insert or ignore into edges (from_id, to_id, relation) values (?, ?, ?)',
  );
  for (const [from, to, relation] of facts.edges) addEdge.run(from, to, relationCode(relation));
  // Each symbol is an entry point, so that each has to tell its path.
  graph.sqlite.exec(
    `insert into entry_points (symbol_id, entry_type) select id, 'other' from symbols`,
  );
}

/**
 * The same question answered by relaxation instead of search: distances shrink until none can. A
 * symbol has a distance of its own, and another one at which it stands in for a member that
 * overrides it; only the first is an answer, and only uses lead on from the second. Who imports a
 * reached file is reached.
 */
function naiveDistances(facts: World): ReadonlyMap<number, number> {
  const alive = (id: number) => !isDeleted(facts, id);
  const isSeed = (id: number | null): boolean =>
    id !== null && alive(id) && (id === facts.target || isSeed(parentOf(facts, id)));
  const isMember = (id: number) => ['method', 'property'].includes(facts.kinds[id - 1] ?? '');
  const own = new Map<number, number>();
  const stand = new Map<number, number>();
  for (let id = 1; id <= size; id += 1) if (isSeed(id)) own.set(id, 0);
  const shrink = (map: Map<number, number>, id: number, to: number): boolean => {
    if ((map.get(id) ?? Number.POSITIVE_INFINITY) <= to) return false;
    map.set(id, to);
    return true;
  };
  const nearest = (id: number) =>
    Math.min(own.get(id) ?? Number.POSITIVE_INFINITY, stand.get(id) ?? Number.POSITIVE_INFINITY);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [from, to, relation] of facts.edges) {
      if (!alive(from) || relation === 'contains') continue;
      if (relation === 'imports') {
        const loaded = own.get(to) ?? 0;
        if (facts.kinds[to - 1] === 'file' && loaded > 0 && loaded < facts.depth) {
          changed = shrink(own, from, loaded + 1) || changed;
        }
        continue;
      }
      const isUse = relation === 'calls' || relation === 'references';
      const distance = isUse ? nearest(to) : (own.get(to) ?? Number.POSITIVE_INFINITY);
      if (distance + 1 <= facts.depth) changed = shrink(own, from, distance + 1) || changed;
      const isUpward = relation === 'overrides' || relation === 'implements';
      if (isUpward && isMember(from) && alive(to)) {
        const at = nearest(from);
        if (at < facts.depth) changed = shrink(stand, to, at) || changed;
      }
    }
  }
  return new Map([...own].filter(([, distance]) => distance > 0));
}

/** Every path is made of edges, leads from what it is told of to the target, and is as long as said. */
function checkPaths(facts: World, { entry_points: entries, items }: Impact): void {
  const edges = new Set(facts.edges.map(([from, to, relation]) => `s${from} ${relation} s${to}`));
  expect(entries.map(({ symbol }) => symbol.fqn)).toEqual(
    expect.arrayContaining(items.map(({ symbol }) => symbol.fqn)),
  );
  for (const { symbol, depth, path } of entries) {
    const distance = path.filter(({ dispatch }) => !dispatch).length;
    expect([symbol.fqn, distance]).toEqual([symbol.fqn, depth]);
    let at = symbol.fqn;
    for (const { from, to, relation, dispatch } of path) {
      expect(from).toBe(at);
      expect(edges).toContain(dispatch ? `${to} ${relation} ${from}` : `${from} ${relation} ${to}`);
      at = to;
    }
    expect(entries.find((each) => each.symbol.fqn === at)?.depth).toBe(0);
  }
}

test('impact equals a naive reference on random graphs', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  fc.assert(
    fc.property(world, (facts) => {
      graph.transaction(() => fill(graph, facts));
      const answer = getImpact({
        ctx: { graph },
        input: { fqn: `s${facts.target}`, depth: facts.depth },
      });
      const found = answer.items
        .filter(({ via, depth }) => via.relation !== 'imports' || depth > 1)
        .map(({ symbol: { fqn }, depth }) => [Number(fqn.slice(1)), depth] as const);
      expect(new Map(found)).toEqual(naiveDistances(facts));
      expect(new Set(found.map(([id]) => id)).size).toBe(found.length);
      checkPaths(facts, answer);
    }),
    { numRuns: 600 },
  );
  graph.close();
});

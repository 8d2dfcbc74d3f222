import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { type GraphHistoryRow, moveGraphChanges } from '../sensors/move-graph-changes.ts';
import { lastGraphChange } from './last-graph-change.ts';
import { listGraphHistory } from './list-graph-history.ts';
import { listSymbolHistory } from './list-symbol-history.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
  // One that was removed, and another one of the same name whose numbers begin anew.
  await move('2026-03-01T00:00:00.000Z', 4);
  await move('2026-03-02T00:00:00.000Z', 6);
});
afterAll(() => store[Symbol.asyncDispose]());

/** `through` changes of the codebase that was made at `identity`, a minute apart. */
async function move(identity: string, through: number): Promise<void> {
  const rows = Array.from({ length: through }, (_, at): GraphHistoryRow => {
    const seq = at + 1;
    const time = new Date(Date.parse(identity) + seq * 60_000).toISOString();
    const row = JSON.stringify({ id: 40 + seq, fqn: `app#f${seq % 2}`, modifiers: ['a'] });
    const isGone = seq % 3 === 0;
    return {
      time,
      seq,
      revision: 2,
      op: isGone ? 'DELETE' : 'INSERT',
      entity: 'symbol',
      entity_ref: `app#f${seq % 2}`,
      old_values: isGone ? row : null,
      new_values: isGone ? null : row,
    };
  });
  await moveGraphChanges({
    ctx,
    input: {
      graph: { codebase: 'shop', identity },
      after: { seq: 0, made: null, restored_to: null },
      through: { seq: through, made: rows.at(-1)?.time ?? '' },
      history: rows,
      batches: [],
    },
  });
}

const graph = { codebase: 'shop', identity: '2026-03-02T00:00:00.000Z' };

test('changes of a range come in their order, as the outbox had them', async () => {
  const range = { ...graph, after: 2, through: 5 };
  const entries = await listGraphHistory({ ctx, input: { ...range, limit: 2 } });
  expect(entries.map((entry) => ({ ...entry, old: null, new: null }))).toEqual([
    expect.objectContaining({ seq: 3, op: 'delete', entity_id: 43, revision: 2 }),
    expect.objectContaining({ seq: 4, op: 'insert', created_at: '2026-03-02T00:04:00.000Z' }),
  ]);
  expect(JSON.parse(entries[0]?.old ?? '')).toEqual({ id: 43, fqn: 'app#f1', modifiers: ['a'] });
  expect(entries[0]?.new).toBeNull();
  const all = await listGraphHistory({ ctx, input: { ...range, limit: 100 } });
  expect(all.map(({ seq }) => seq)).toEqual([3, 4, 5]);
});

test('a codebase under an old name has its own history only', async () => {
  const of = (identity: string) =>
    listGraphHistory({
      ctx,
      input: { codebase: 'shop', identity, after: 0, through: 99, limit: 99 },
    });
  expect(await of(graph.identity)).toHaveLength(6);
  expect(await of('2026-03-03T00:00:00.000Z')).toEqual([]);
});

test('the last change before a time is found', async () => {
  const before = (until: string) =>
    lastGraphChange({ ctx, input: { ...graph, after: 1, through: 5, until } });
  expect(await before('2026-03-02T00:03:30.000Z')).toBe(3);
  expect(await before('2026-03-02T09:00:00.000Z')).toBe(5);
  expect(await before('2026-03-02T00:01:59.000Z')).toBeNull();
});

test('what happened to a symbol comes newest first, under the name that it had', async () => {
  const entries = await listSymbolHistory({
    ctx,
    input: { ...graph, after: 0, through: 5, fqn: 'app#f1', limit: 2 },
  });
  expect(entries.map(({ seq }) => seq)).toEqual([5, 3]);
});

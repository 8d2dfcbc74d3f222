import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeysetPages } from './keyset-pages.ts';

const pageSize = 10;
/** Eight pages that stay at hand, and the first one. */
const mostHeld = 9 * pageSize;

/** A list that is asked for by keyset: numbers, the highest first. */
function listOf(length: number) {
  let rows = Array.from({ length }, (_, index) => length - index);
  return {
    rows: () => rows,
    add: (count: number) => {
      const top = rows[0] ?? 0;
      rows = [...Array.from({ length: count }, (_, index) => top + count - index), ...rows];
    },
    remove: (keep: (row: number) => boolean) => {
      rows = rows.filter(keep);
    },
    fetchPage: async (cursor: string | undefined) => {
      const from = cursor === undefined ? 0 : rows.findIndex((row) => row < Number(cursor));
      const items = from < 0 ? [] : rows.slice(from, from + pageSize);
      const more = from >= 0 && from + pageSize < rows.length;
      return { items, next_cursor: more ? String(items.at(-1)) : null };
    },
  };
}

/** Lets every answer arrive, and those that it leads to. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function windowOf(pages: KeysetPages<number>, first: number, last: number) {
  const end = Math.min(last, pages.count - 1);
  return Array.from({ length: end - first + 1 }, (_, step) => pages.at(first + step));
}

test('however far is scrolled few rows are held, and the way back leads to the first one', async () => {
  const list = listOf(8_000);
  const pages = new KeysetPages(list.fetchPage);
  let most = 0;
  for (let row = 0; row < 7_960; row += 40) {
    pages.show(row, row + 40);
    await settled();
    expect(pages.at(row)).toBe(8_000 - row);
    most = Math.max(most, pages.heldRows);
  }
  pages.show(7_960, 7_999);
  await settled();
  expect(pages.count).toBe(8_000);
  expect(pages.more).toBe(false);
  for (let row = 7_960; row >= 0; row -= 40) {
    pages.show(row, row + 40);
    await settled();
    expect(pages.at(row)).toBe(8_000 - row);
    most = Math.max(most, pages.heldRows);
  }
  expect(pages.at(0)).toBe(8_000);
  expect(most).toBeLessThanOrEqual(mostHeld);
});

test('whatever comes and goes meanwhile, what is in sight is in order, complete and bounded', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('scroll' as const), to: fc.nat(1000) }),
    fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constant('remove' as const), every: fc.integer({ min: 2, max: 9 }) }),
    fc.record({ kind: fc.constant('restart' as const), to: fc.nat(3) }),
    fc.record({ kind: fc.constant('top' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(400), fc.array(step, { maxLength: 25 }), async (length, steps) => {
      const list = listOf(length);
      const pages = new KeysetPages(list.fetchPage);
      pages.show(0, 30);
      await settled();
      for (const move of steps) {
        if (move.kind === 'add') list.add(move.count);
        else if (move.kind === 'remove') list.remove((row) => row % move.every !== 0);
        else if (move.kind === 'restart') pages.restart();
        else if (move.kind === 'top') pages.toTop();
        else {
          const first = Math.min(move.to, Math.max(0, pages.count - 1));
          pages.show(first, first + 30);
        }
        if (move.kind !== 'restart' || move.to > 0) await settled();
        expect(pages.heldRows).toBeLessThanOrEqual(mostHeld);
        const shown = windowOf(pages, 0, pages.count - 1).filter((row) => row !== undefined);
        expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => b - a));
      }
      pages.toTop();
      await settled();
      pages.show(0, 30);
      await settled();
      expect(windowOf(pages, 0, 30)).toEqual(list.rows().slice(0, 31));
    }),
    { numRuns: 60 },
  );
});

test('a page that cannot be had is asked for again on demand, and only then', async () => {
  const list = listOf(100);
  let asked = 0;
  let down = true;
  const pages = new KeysetPages<number>(async (cursor) => {
    asked += 1;
    if (down) throw new Error('no answer');
    return list.fetchPage(cursor);
  });
  pages.show(0, 30);
  await settled();
  pages.show(0, 31);
  await settled();
  expect(asked).toBe(1);
  expect(pages.error?.message).toBe('no answer');
  expect(pages.isPending).toBe(false);
  down = false;
  pages.retry();
  await settled();
  expect(pages.error).toBeNull();
  expect(windowOf(pages, 0, 30)).toEqual(list.rows().slice(0, 31));
});

test('what is new is there after a restart, unless the reader has gone on', async () => {
  const list = listOf(100);
  const pages = new KeysetPages(list.fetchPage);
  pages.show(0, 5);
  await settled();
  list.add(3);
  pages.restart();
  await settled();
  expect(pages.at(0)).toBe(103);
  pages.show(40, 50);
  await settled();
  list.add(3);
  pages.restart();
  await settled();
  expect(pages.at(40)).toBe(63);
  pages.show(0, 5);
  await settled();
  expect(pages.at(0)).toBe(103);
});

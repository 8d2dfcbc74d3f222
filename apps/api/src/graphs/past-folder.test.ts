import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { openPastFolder } from './past-folder.ts';

const shop = { name: 'shop', identity: '2026-03-02T09:30:00.000Z' };

/** Keeps a file of 1,000 bytes that was last asked for at a second of the epoch. */
function keep(path: string, second: number): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.alloc(1000));
  utimesSync(path, second, second);
  return path;
}

test('what was not asked for the longest makes room, with what a reader left beside it', async () => {
  await using home = await tempDir();
  const folder = openPastFolder({ home: home.path, mostBytes: 2500 });
  const [first, second, third] = [1, 2, 3].map((change) =>
    keep(folder.pathOf(shop, change), change),
  );
  if (first === undefined || second === undefined || third === undefined) throw new Error('none');
  const beside = keep(`${second}-shm`, 1);
  expect(folder.touch(first)).toBe(true);
  expect(folder.touch(folder.pathOf(shop, 9))).toBe(false);
  folder.trim(third);
  expect([first, second, beside, third].map((path) => existsSync(path))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  folder.trim(third);
  expect(existsSync(first)).toBe(true);
});

test('the graph that was just made stays, also where no other would fit', async () => {
  await using home = await tempDir();
  const folder = openPastFolder({ home: home.path, mostBytes: 0 });
  const other = keep(folder.pathOf(shop, 1), 1);
  const made = keep(folder.pathOf(shop, 2), 2);
  const draft = keep(`${folder.pathOf(shop, 3)}.x.draft`, 3);
  folder.trim(made);
  expect([other, made, draft].map((path) => existsSync(path))).toEqual([false, true, false]);
});

test('a graph is made from the earliest later one of the same codebase, and never of another', async () => {
  await using home = await tempDir();
  const folder = openPastFolder({ home: home.path, mostBytes: 1e6 });
  const later = { ...shop, identity: '2026-03-03T09:30:00.000Z' };
  keep(folder.pathOf(shop, 5), 1);
  keep(folder.pathOf(shop, 12), 1);
  keep(folder.pathOf(later, 7), 1);
  expect(folder.earliestFrom(shop, 6)).toBe(folder.pathOf(shop, 12));
  expect(folder.earliestFrom(shop, 5)).toBe(folder.pathOf(shop, 5));
  expect(folder.earliestFrom(shop, 13)).toBeNull();
  expect(folder.earliestFrom({ name: 'other', identity: '' }, 1)).toBeNull();
  folder.forget('shop');
  expect(folder.earliestFrom(later, 1)).toBeNull();
});

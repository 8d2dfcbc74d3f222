import { expect, test } from 'vitest';
import { isDue } from './is-due.ts';
import { nameStart, overlaps } from './name-start.ts';
import { nodeAt } from './node-at.ts';

test('what is drawn quickly is drawn for each view', () => {
  expect(isDue({ suffices: true, hasWhole: true, cost: 10, age: 0 })).toBe(true);
});

test('what is drawn slowly waits while the moved picture suffices', () => {
  expect(isDue({ suffices: true, hasWhole: false, cost: 400, age: 60_000 })).toBe(false);
});

test('a blank is filled at once when nothing lies beneath, else now and then', () => {
  const slow = { suffices: false, cost: 400 };
  expect(isDue({ ...slow, hasWhole: false, age: 0 })).toBe(true);
  expect(isDue({ ...slow, hasWhole: true, age: 1_000 })).toBe(false);
  expect(isDue({ ...slow, hasWhole: true, age: 4_000 })).toBe(true);
});

const nodes = [
  { id: 'large', x: 0, y: 0, size: 10 },
  { id: 'small', x: 9, y: 0, size: 1 },
];

test('of two nodes that a pointer is in, the one whose middle is nearer is meant', () => {
  expect(nodeAt(nodes, { x: 8, y: 0 }, { size: 1, reach: 4 })).toBe('small');
  expect(nodeAt(nodes, { x: 2, y: 0 }, { size: 1, reach: 4 })).toBe('large');
});

test('a small node is found within reach of its middle, and nothing beyond', () => {
  expect(nodeAt(nodes, { x: 12, y: 0 }, { size: 1, reach: 4 })).toBe('small');
  expect(nodeAt(nodes, { x: 14, y: 0 }, { size: 1, reach: 4 })).toBeNull();
  expect(nodeAt(nodes, { x: 0, y: 15 }, { size: 2, reach: 4 })).toBe('large');
});

test('a name stands right of its node, and left where it would be cut', () => {
  const name = { size: 5, width: 60, edge: 400 };
  expect(nameStart({ ...name, x: 100 })).toBe(108);
  const left = nameStart({ ...name, x: 390 });
  expect(left + name.width).toBeLessThan(390 - name.size);
  expect(nameStart({ ...name, x: 401 })).toBeGreaterThan(401);
});

test('names that touch do not overlap, and those that share a pixel do', () => {
  const box = { left: 0, right: 10, top: 0, bottom: 10 };
  expect(overlaps(box, { ...box, left: 10, right: 20 })).toBe(false);
  expect(overlaps(box, { ...box, left: 9, right: 20 })).toBe(true);
  expect(overlaps(box, { ...box, top: 11, bottom: 20 })).toBe(false);
});

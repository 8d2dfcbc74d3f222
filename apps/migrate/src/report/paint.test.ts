import { expect, test } from 'vitest';
import { table } from './layout.ts';
import { paintFor } from './paint.ts';

test('a terminal gets colours, anything else plain text', () => {
  expect(paintFor(true).good('ok')).toBe('\u001b[32mok\u001b[39m');
  expect(paintFor(false).good('ok')).toBe('ok');
});

test('columns line up, numbers to the right', () => {
  const rows = [
    ['edges', 1_000_000],
    ['external_dependencies', 7],
  ];
  expect(table(paintFor(false), ['table', 'rows'], rows)).toEqual([
    'table                       rows',
    'edges                  1,000,000',
    'external_dependencies          7',
  ]);
  expect(table(paintFor(false), ['table', 'rows'], [])).toEqual([]);
});

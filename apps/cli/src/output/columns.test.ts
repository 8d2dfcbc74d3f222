import { expect, test } from 'vitest';
import { columns, shortened } from './columns.ts';

test('cells stand below each other, by the columns that a terminal gives them', () => {
  expect(
    columns(
      [
        ['a', '\u001b[2mcalls\u001b[22m', 'first'],
        ['größe', 'x', ''],
        ['数', 'y', 'last'],
      ],
      null,
    ),
  ).toEqual(['a      \u001b[2mcalls\u001b[22m  first', 'größe  x', '数     y      last']);
  expect(columns([], 80)).toEqual([]);
});

test('only the last cell is cut, at its front, and never to nothing', () => {
  expect(columns([['src/cart.ts:12', '@demo/shop/src/cart.ts#Cart.add']], 34)).toEqual([
    'src/cart.ts:12  …/cart.ts#Cart.add',
  ]);
  expect(columns([['src/cart.ts:12', '@demo/shop/src/cart.ts#Cart.add']], 10)).toEqual([
    'src/cart.ts:12  …ts#Cart.add',
  ]);
  expect(shortened('数数数', 4)).toBe('…数');
  expect(shortened('abc', 3)).toBe('abc');
});

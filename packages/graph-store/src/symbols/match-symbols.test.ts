import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, symbol } from '../../test/facts.ts';
import { deleteSymbol } from './delete-symbol.ts';
import { matchSymbols } from './match-symbols.ts';

test('a person may name a symbol wholly, by its file, or by the end of its name', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const cart = 'app/src/cart.ts#Cart';
  apply(
    graph,
    batch(
      [
        file(
          'src/cart.ts',
          [
            symbol(cart, { kind: 'class' }),
            symbol(`${cart}.add`, { kind: 'method', parent: cart }),
            symbol(`${cart}.size(set)`, { kind: 'setter', parent: cart, name: 'size' }),
            symbol('app/src/cart.ts#load'),
          ],
          [edge(`${cart}.add`, 'lib#load'), edge(`${cart}.add`, 'lib#only')],
        ),
        file('src/list.ts', [
          symbol('app/src/list.ts#List.add', { kind: 'method' }),
          symbol('app/src/list.ts#readd'),
          symbol('com.example.List#clear()', { kind: 'method', name: 'clear' }),
          symbol('app/src/list.ts#gone'),
        ]),
      ],
      { externals: [external('lib#load'), external('lib#only')] },
    ),
  );
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/src/list.ts#gone', mode: 'soft' } });
  const match = (name: string, limit?: number) =>
    matchSymbols({ ctx: { graph }, input: { name, limit } }).map(({ fqn }) => fqn);

  expect(match(cart)).toEqual([cart]);
  expect(match('src/cart.ts')).toEqual(['app/src/cart.ts']);
  expect(match('./src/cart.ts#Cart.add')).toEqual([`${cart}.add`]);
  expect(match('cart.ts#Cart')).toEqual([cart]);
  expect(match('cart.ts')).toEqual(['app/src/cart.ts']);
  expect(match('Cart.add')).toEqual([`${cart}.add`]);
  expect(match('add')).toEqual([`${cart}.add`, 'app/src/list.ts#List.add']);
  expect(match('add', 1)).toEqual([`${cart}.add`]);
  // Setters and overloads go by their whole name; what only contains the text is another symbol.
  expect(match('size(set)')).toEqual([`${cart}.size(set)`]);
  expect(match('size')).toEqual([]);
  expect(match('List#clear')).toEqual(['com.example.List#clear()']);
  // One's own symbol is meant before that of a library.
  expect(match('load')).toEqual(['app/src/cart.ts#load']);
  expect(match('only')).toEqual(['lib#only']);
  // Case counts, wildcards are literal, and what was deleted is gone.
  for (const name of ['CART', '%', 'a_d', 'gone', '', '#', 'src/none.ts#Cart']) {
    expect([name, match(name)]).toEqual([name, []]);
  }
  graph.close();
});

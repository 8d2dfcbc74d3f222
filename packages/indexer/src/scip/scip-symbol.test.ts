import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameScipSymbol } from './name-scip-symbol.ts';
import { type DescriptorSuffix, parseScipSymbol, type ScipDescriptor } from './scip-symbol.ts';

const nameOf = (text: string) => {
  const symbol = parseScipSymbol(text);
  return symbol === null ? 'malformed' : (nameScipSymbol(symbol)?.fqn ?? 'no symbol');
};

test.each([
  ['semanticdb maven maven/com.acme/shop 1.2.0 com/example/OldService#', 'com.example.OldService'],
  ['semanticdb maven . . com/example/Outer#Inner#', 'com.example.Outer.Inner'],
  ['semanticdb maven . . com/example/OldService#process().', 'com.example.OldService#process()'],
  [
    'semanticdb maven . . com/example/OldService#process(+1).',
    'com.example.OldService#process(+1)',
  ],
  ['semanticdb maven . . com/example/OldService#count.', 'com.example.OldService#count'],
  ['semanticdb maven . . com/example/OldService#`<init>`().', 'com.example.OldService#<init>()'],
  ['semanticdb maven . . com/example/', 'com.example'],
  ['semanticdb maven . . com/example/OldService#process().(item)', 'no symbol'],
  ['semanticdb maven . . com/example/Box#[T]', 'no symbol'],
  ['scip-dotnet nuget Acme.Shop 1.0.0 Acme/Shop/Cart#Add().', 'Acme.Shop.Cart#Add()'],
  [
    'scip-go gomod github.com/acme/shop v1.2.3 `github.com/acme/shop/cart`/Cart#Add().',
    'github.com/acme/shop/cart#Cart.Add()',
  ],
  ['scip-python python shop 0.1 `shop.cart`/Cart#add().', 'shop.cart#Cart.add()'],
  ['scip-python python shop 0.1 `shop.cart`/__init__:', 'shop.cart'],
  ['scip-python python attr 0.1 `attribute.cart`/Cart#', 'attr/attribute.cart#Cart'],
  ['rust-analyzer cargo shop 0.1.0 cart/impl#[Cart]add().', 'shop/cart#impl[Cart].add()'],
  ['rust-analyzer cargo shop 0.1.0 macros/check!', 'shop/macros#check!'],
  ['scip-typescript npm rxjs 7.8.2 src/`a.ts`/Foo#bar().', 'rxjs/src/a.ts#Foo.bar()'],
  ['cxx . . $ ns/Cart#add(4f2c01).', 'ns#Cart.add(4f2c01)'],
  ['cxx . . $ main(49f6).', 'main(49f6)'],
  ['s my  pkg  manager n v `a``b`/', 'n/a`b'],
  ['nonsense', 'malformed'],
  ['a b c d', 'malformed'],
  ['a b c d e', 'malformed'],
  ['a b c d `unclosed', 'malformed'],
  ['a b c d f(', 'malformed'],
  ['', 'malformed'],
])('%s is %s', (text, fqn) => expect(nameOf(text)).toBe(fqn));

test('an upgrade changes no name', () => {
  const at = (version: string) => nameOf(`scip-go gomod g.io/a ${version} \`g.io/a/b\`/C#d().`);
  expect(at('v1.0.0')).toBe(at('v2.3.4'));
});

test('a name that no graph can hold is refused', () => {
  expect(nameOf(`a b c d ${'x'.repeat(5000)}#`)).toBe('no symbol');
});

const written = ({ name, suffix, disambiguator }: ScipDescriptor): string => {
  const escaped = /^[\w+$-]+$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
  const form: Readonly<Record<DescriptorSuffix, string>> = {
    namespace: `${escaped}/`,
    type: `${escaped}#`,
    term: `${escaped}.`,
    meta: `${escaped}:`,
    macro: `${escaped}!`,
    method: `${escaped}(${disambiguator}).`,
    type_parameter: `[${escaped}]`,
    parameter: `(${escaped})`,
  };
  return form[suffix];
};

test('whatever the grammar can write is read back', () => {
  const suffix = fc.constantFrom<DescriptorSuffix>(
    ...(['namespace', 'type', 'term', 'meta', 'macro', 'type_parameter', 'parameter'] as const),
  );
  const descriptor = fc.oneof(
    fc.record({
      name: fc.string({ minLength: 1 }),
      suffix,
      disambiguator: fc.constant(''),
    }),
    fc.record({
      name: fc.string({ minLength: 1 }),
      suffix: fc.constant<DescriptorSuffix>('method'),
      disambiguator: fc.constantFrom('', '+1', 'a9'),
    }),
  );
  const word = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
  fc.assert(
    fc.property(word, word, fc.array(descriptor, { minLength: 1 }), (scheme, name, descriptors) => {
      fc.pre(scheme !== 'local' && name !== '.');
      const words = [scheme, 'm', name, '1'].map((one) => one.replaceAll(' ', '  '));
      const text = `${words.join(' ')} ${descriptors.map(written).join('')}`;
      expect(parseScipSymbol(text)).toEqual({ scheme, package: name, descriptors });
    }),
  );
});

test('no text stops the parser', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const symbol = parseScipSymbol(text);
      expect(symbol === null || symbol.descriptors.length > 0).toBe(true);
    }),
  );
});

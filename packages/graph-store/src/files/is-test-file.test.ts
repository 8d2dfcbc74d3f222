import { expect, test } from 'vitest';
import { isTestFile } from './is-test-file.ts';

test.each([
  'src/cart.test.ts',
  'src/cart.pg.test.ts',
  'cart.spec.jsx',
  'src/__tests__/cart.ts',
  'test/cart.ts',
  'apps/web/e2e/cart.ts',
  'pkg/cart_test.go',
  'pkg/test_cart.py',
  'src/CartTest.java',
])('%s holds tests', (path) => {
  expect(isTestFile(path)).toBe(true);
});

test.each(['src/cart.ts', 'src/testing/cart.ts', 'src/latest.ts', 'src/contest/a.ts', 'attest.ts'])(
  '%s holds none',
  (path) => {
    expect(isTestFile(path)).toBe(false);
  },
);

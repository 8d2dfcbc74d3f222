import { codebaseNameSchema } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOfFolder } from './name-of-folder.ts';

test('the last part of a path is the name, in letters that a name may have', () => {
  expect(nameOfFolder('/srv/src/My Shop/')).toBe('my-shop');
  expect(nameOfFolder('C:\\src\\shop')).toBe('shop');
  expect(nameOfFolder(' /srv/.hidden ')).toBe('hidden');
  expect(nameOfFolder('/')).toBe('');
});

test('what is suggested may be a name, whatever the path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (path) => {
      const name = nameOfFolder(path);
      expect(name === '' || codebaseNameSchema.safeParse(name).success).toBe(true);
    }),
  );
});

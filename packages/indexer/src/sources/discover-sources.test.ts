import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempCodebase } from '../../test/codebase.ts';
import { discoverSources } from './discover-sources.ts';

test('every source extension is found, and what is output or minified is not', async () => {
  await using codebase = await tempCodebase({
    'a.ts': '',
    'b.tsx': '',
    'c.mts': '',
    'd.cts': '',
    'e.js': '',
    'f.jsx': '',
    'g.mjs': '',
    'h.cjs': '',
    'i.d.ts': '',
    '.config/j.ts': '',
    'a.js': 'output of a.ts',
    'a.d.ts': 'output of a.ts',
    'b.js': 'output of b.tsx',
    'c.mjs': 'output of c.mts',
    'e.d.ts': 'types of e.js, by hand',
    'k.min.js': '',
    'l.json': '{}',
    'node_modules/x/index.js': '',
    'dist/a.js': '',
    'deep/node_modules/y.ts': '',
  });
  expect(discoverSources(codebase.root).sources).toEqual([
    '.config/j.ts',
    'a.ts',
    'b.tsx',
    'c.mts',
    'd.cts',
    'e.d.ts',
    'e.js',
    'f.jsx',
    'g.mjs',
    'h.cjs',
    'i.d.ts',
  ]);
});

test('ignore files count at every level, and the deepest that has an opinion decides', async () => {
  await using codebase = await tempCodebase({
    '.gitignore': 'generated\n*.gen.ts\n/only-top.ts\n',
    'a.ts': '',
    'a.gen.ts': '',
    'only-top.ts': '',
    'sub/only-top.ts': '',
    'sub/b.gen.ts': '',
    'sub/.gitignore': '!kept.gen.ts\nlocal.ts\n',
    'sub/kept.gen.ts': '',
    'sub/local.ts': '',
    'sub/deep/local.ts': '',
    'generated/c.ts': '',
    'sub/generated/d.ts': '',
  });
  expect(discoverSources(codebase.root).sources).toEqual([
    'a.ts',
    'sub/kept.gen.ts',
    'sub/only-top.ts',
  ]);
});

test('inside a git working tree the ignore files above the root count, unless they ignore the root', async () => {
  await using codebase = await tempCodebase({
    '.gitignore': '*.gen.ts\nvendor/\n',
    'app/a.ts': '',
    'app/b.gen.ts': '',
    'app/c.private.ts': '',
    'vendor/lib/d.ts': '',
    'vendor/lib/e.gen.ts': '',
  });
  const { root } = codebase;
  execFileSync('git', ['init', '-q'], { cwd: root });
  execFileSync('sh', ['-c', 'echo "*.private.ts" >> .git/info/exclude'], { cwd: root });
  expect(discoverSources(join(root, 'app')).sources).toEqual(['a.ts']);
  expect(discoverSources(join(root, 'vendor/lib')).sources).toEqual(['d.ts', 'e.gen.ts']);
});

test('symbolic links are not followed, neither in circles nor out of the root', async () => {
  await using codebase = await tempCodebase({ 'in/a.ts': '', 'in/sub/b.ts': '', 'out/c.ts': '' });
  const { root } = codebase;
  symlinkSync('..', join(root, 'in/sub/circle'));
  symlinkSync(join(root, 'out'), join(root, 'in/outside'));
  symlinkSync(join(root, 'out/c.ts'), join(root, 'in/c.ts'));
  expect(discoverSources(join(root, 'in')).sources).toEqual(['a.ts', 'sub/b.ts']);
});

import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { type Sources, tempCodebase } from '../../test/codebase.ts';
import { discoverSources } from '../sources/discover-sources.ts';
import { mapPackages } from './package-map.ts';

async function fqnsOf(sources: Sources): Promise<{ fqns: readonly string[]; folder: string }> {
  await using codebase = await tempCodebase(sources);
  const { sources: paths, manifests } = discoverSources(codebase.root);
  const packages = mapPackages(codebase.root, manifests);
  return { fqns: paths.map(packages.fileFqn), folder: basename(codebase.root) };
}

test('a file belongs to the nearest manifest with a name', async () => {
  const { fqns } = await fqnsOf({
    'package.json': { name: 'root' },
    'a.ts': '',
    'packages/one/package.json': { name: '@scope/one' },
    'packages/one/src/b.ts': '',
    'packages/one/esm/package.json': { type: 'module' },
    'packages/one/esm/c.ts': '',
    'packages/bad/package.json': { name: 'not a name' },
    'packages/bad/d.ts': '',
  });
  expect(fqns).toEqual([
    'root/a.ts',
    'root/packages/bad/d.ts',
    '@scope/one/esm/c.ts',
    '@scope/one/src/b.ts',
  ]);
});

test('without any manifest the folder of the root gives the name', async () => {
  const { fqns, folder } = await fqnsOf({ 'src/a.ts': '' });
  expect(fqns).toEqual([`${folder}/src/a.ts`]);
});

test('of two packages with one name the workspace member keeps it, then the nearer to the root', async () => {
  const member = await fqnsOf({
    'pnpm-workspace.yaml': "packages:\n  - 'packages/*' # all of them\n  - !other\ncatalog: {}\n",
    'a/package.json': { name: 'twin' },
    'a/x.ts': '',
    'packages/b/package.json': { name: 'twin' },
    'packages/b/x.ts': '',
    'package.json': { name: 'root' },
  });
  expect(member.fqns).toEqual(['root/a/x.ts', 'twin/x.ts']);
  const nearer = await fqnsOf({
    'package.json': { name: 'root', workspaces: { packages: ['unrelated/*'] } },
    'a/b/package.json': { name: 'twin' },
    'a/b/x.ts': '',
    'c/package.json': { name: 'twin' },
    'c/x.ts': '',
  });
  expect(nearer.fqns).toEqual(['root/a/b/x.ts', 'twin/x.ts']);
});

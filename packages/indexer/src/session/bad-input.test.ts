import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { applyFacts } from '@clew/graph-store';
import { expect, test } from 'vitest';
import { writeSources } from '../../test/codebase.ts';
import { liveGraph } from '../../test/live-graph.ts';

/** Whatever lies in a codebase: a message that helps, and the graph as it was. */

const PROJECT = {
  'package.json': { name: 'p' },
  'tsconfig.json': { compilerOptions: { lib: ['es2022'], types: [] } },
  'src/f.ts': 'export const f = () => 1;\n',
  'src/user.ts': "import { f } from './f.ts';\nexport const user = () => f();\n",
};
const CALL = 'p/src/user.ts#user calls p/src/f.ts#f';

test('an empty repository is an empty graph, and its first source is found', async () => {
  await using live = await liveGraph({});
  expect(live.content().files?.size).toBe(0);
  expect(await live.look()).toMatchObject({ files: [], failures: [] });
  const batch = await live.edit({ 'first.ts': 'export const first = 1;\n' });
  expect(batch.files.map(({ path }) => path)).toEqual(['first.ts']);
  expect(await live.drift()).toEqual([]);
});

test('a source that becomes binary, huge or unparsable keeps its facts, and the rest goes on', async () => {
  await using live = await liveGraph(PROJECT);
  const huge = `export const f = '${'x'.repeat(10 * 1024 * 1024)}';\n`;
  const broken = [
    { text: Buffer.from([0x65, 0x00, 0x01]), says: 'binary' },
    { text: huge, says: '10.0 MB' },
    { text: 'export const f = (;\n', says: 'cannot be parsed' },
  ];
  for (const { text, says } of broken) {
    const { failures } = await live.edit({ 'src/f.ts': text, 'src/g.ts': `// ${says}\n` });
    expect(failures).toEqual([
      {
        path: 'src/f.ts',
        message: expect.stringContaining(says),
        line: expect.toSatisfy(() => true),
      },
    ]);
    const { symbols } = live.content();
    expect([...(symbols ?? [])].some((row) => row.startsWith('["p/src/f.ts#f"'))).toBe(true);
    // The failure is known: it is neither looked at nor told again.
    expect(await live.look()).toMatchObject({ files: [], failures: [] });
  }
  await live.edit({ 'src/f.ts': PROJECT['src/f.ts'] });
  expect(live.edges()).toContain(CALL);
  expect(await live.drift()).toEqual([]);
});

test('a tsconfig or manifest that does not parse is reported, and the graph keeps its symbols', async () => {
  await using live = await liveGraph(PROJECT);
  const config = await live.edit({ 'tsconfig.json': '{ "compilerOptions": ' });
  expect(config.failures).toEqual([
    { path: 'tsconfig.json', message: expect.stringMatching(/^TS\d+: /), line: 1 },
  ]);
  expect(live.edges()).toContain(CALL);
  await live.edit({ 'tsconfig.json': PROJECT['tsconfig.json'] });
  const manifest = await live.edit({ 'src/package.json': '{ "name": ' });
  expect(manifest.failures).toEqual([
    {
      path: 'src/package.json',
      message: expect.stringContaining('The manifest cannot be read'),
      line: null,
    },
  ]);
  expect(live.edges()).toContain(CALL);
  expect(await live.drift()).toEqual([]);
});

test('links in a circle trap neither a run nor an update', async () => {
  await using live = await liveGraph(PROJECT);
  symlinkSync('..', join(live.root, 'src/circle'));
  symlinkSync('self', join(live.root, 'src/self'));
  symlinkSync('f.ts', join(live.root, 'src/alias.ts'));
  expect((await live.look()).removed_files).toEqual([]);
  expect(await live.drift()).toEqual([]);
  await live.edit({ 'src/f.ts': 'export const f = () => 2;\n' });
  expect(await live.drift()).toEqual([]);
});

test('files that vanish while they are indexed are gone after the next look', async () => {
  await using live = await liveGraph(PROJECT);
  writeSources(live.root, { 'src/late.ts': 'export const late = 1;\n' });
  const batch = await live.session.update(null, {
    onProgress: ({ phase }) => {
      if (phase !== 'loading') return;
      rmSync(join(live.root, 'src/late.ts'));
      rmSync(join(live.root, 'src/f.ts'));
    },
  });
  applyFacts({ ctx: { graph: live.graph }, input: batch });
  const after = await live.look();
  expect(after.removed_files).toEqual(['src/f.ts', 'src/late.ts']);
  expect(live.edges()).not.toContain(CALL);
  expect(await live.drift()).toEqual([]);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseConfigFile } from './parse-config-file.ts';
import { readArchitecture } from './read-architecture.ts';
import { baselineText, readBaseline } from './read-baseline.ts';
import { listConfigFiles } from './read-config-file.ts';

async function folderWith(files: Readonly<Record<string, string>>) {
  const folder = await tempDir();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
  return folder;
}

const clewYaml = `rules:
  - ref: shop.tell
architecture:
  layers:
    controller: { files: src/controllers/** }
    repository: { annotations: [Repository] }
  rules:
    - ref: arch.no-controller-to-repository
      forbid:
        from: { layer: controller }
        to: { layer: repository }
        relations: calls
`;

test('the architecture is read beside what others read', async () => {
  await using folder = await folderWith({ 'clew.yaml': clewYaml });
  expect(await readArchitecture(folder.path)).toMatchObject({
    kind: 'parsed',
    architecture: {
      layers: { controller: { files: ['src/controllers/**'] } },
      rules: [
        { severity: 'error', forbid: { to: [{ layer: ['repository'] }], relations: ['calls'] } },
      ],
      baseline: '.clew/baseline.json',
    },
  });
});

test('without the file or the section there is no architecture', async () => {
  await using empty = await folderWith({});
  await using other = await folderWith({ 'clew.yaml': 'rules: []\n' });
  const none = { kind: 'parsed', architecture: null, baseline: null };
  expect(await readArchitecture(empty.path)).toEqual(none);
  expect(await readArchitecture(other.path)).toEqual(none);
});

test.each([
  ['architecture: [', 1, /./],
  ['architecture:\n  rulez: []\n', 2, /architecture\.rulez: is not known here/],
  ['architecture:\n  layers:\n    a: {}\n', 3, /names nothing/],
  [clewYaml.replace('layer: controller', 'layer: controler'), 8, /the layer "controler"/],
  ['a: 1\nb: 2\na: 3\n', 3, /unique/],
])('what is wrong is told with its line: %j', async (text, line, message) => {
  await using folder = await folderWith({ 'clew.yaml': text });
  const found = await readArchitecture(folder.path);
  if (found.kind !== 'invalid') throw new Error('It was taken as valid');
  expect(found.problems[0]).toMatchObject({ file: 'clew.yaml', line });
  expect(found.problems[0]?.message).toMatch(message);
});

test('a file that is too large is not read', async () => {
  await using folder = await folderWith({ 'clew.yaml': `# ${'x'.repeat(1_100_000)}` });
  expect(await readArchitecture(folder.path)).toMatchObject({
    kind: 'invalid',
    problems: [{ message: expect.stringContaining('Split it') }],
  });
});

test('folders give their YAML files in the order of their names', async () => {
  await using folder = await folderWith({ 'd/b.yaml': '', 'd/a.yml': '', 'd/c.txt': '' });
  expect(await listConfigFiles(folder.path, 'd')).toEqual(['d/a.yml', 'd/b.yaml']);
  expect(await listConfigFiles(folder.path, 'none')).toEqual([]);
});

test('a baseline is written sorted and read back', async () => {
  const violations = [
    { rule: 'a.b', from: 'z', to: null },
    { rule: 'a.b', from: 'a', to: 'b' },
  ];
  await using folder = await folderWith({
    'b.json': baselineText(violations),
    'e.json': baselineText([]),
  });
  expect(await readBaseline(folder.path, 'b.json')).toEqual({
    kind: 'parsed',
    baseline: { version: 1, violations: [...violations].reverse() },
  });
  expect(await readBaseline(folder.path, 'e.json')).toMatchObject({ baseline: { violations: [] } });
  expect(await readBaseline(folder.path, 'none.json')).toEqual({ kind: 'parsed', baseline: null });
});

test.each(['{', '{"version":2,"violations":[]}', '[]'])('%s is no baseline', async (text) => {
  await using folder = await folderWith({ 'b.json': text });
  expect(await readBaseline(folder.path, 'b.json')).toMatchObject({
    kind: 'invalid',
    problems: [{ file: 'b.json', line: 1 }],
  });
});

test('the architecture brings its baseline, and a broken one is told', async () => {
  const text = baselineText([{ rule: 'a.b', from: 'a', to: 'b' }]);
  await using folder = await folderWith({ 'clew.yaml': clewYaml, '.clew/baseline.json': text });
  expect(await readArchitecture(folder.path)).toMatchObject({
    baseline: { violations: [{ from: 'a' }] },
  });
  writeFileSync(join(folder.path, '.clew/baseline.json'), '{');
  expect(await readArchitecture(folder.path)).toMatchObject({
    kind: 'invalid',
    problems: [{ file: '.clew/baseline.json' }],
  });
});

test('an empty file is an empty object', () => {
  const schema = z.object({ a: z.string().default('x') });
  expect(parseConfigFile('f', '', schema)).toMatchObject({ kind: 'parsed', content: { a: 'x' } });
});

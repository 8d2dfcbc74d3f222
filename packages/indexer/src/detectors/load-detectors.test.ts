import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { indexTypeScript } from '../index-typescript.ts';
import { openIndexSession } from '../session/index-session.ts';
import { builtInDetectors, loadDetectors } from './load-detectors.ts';
import { readRuleFile } from './read-rule-file.ts';

const jobs = `detectors:
  - id: shop.job
    rule: { pattern: '$JOBS.define($NAME, $HANDLER)' }
    origin: { of: $JOBS, modules: [./jobs.ts, our-jobs] }
    entry_point: { type: scheduled, name: $NAME, handler: $HANDLER }
`;

const source = `import { jobs } from 'our-jobs';
export function close() {}
jobs.define('close the day', close);
`;

function write(root: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}

test('every rule that comes with Clew has an id of its own and can be run', () => {
  const ids = builtInDetectors().map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(60);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a codebase brings rules of its own', async () => {
  await using folder = await tempDir();
  const root = write(folder.path, { '.clew/detectors/jobs.yaml': jobs, 'src/app.ts': source });
  const batch = await indexTypeScript({ root, commit: null });
  expect(batch.failures).toEqual([]);
  expect(batch.files.flatMap(({ entry_points }) => entry_points)).toMatchObject([
    { entry_type: 'scheduled', name: 'close the day', line: 3, detector: 'shop.job' },
  ]);
});

test('a rule of the codebase takes the place of one that comes with Clew', async () => {
  await using folder = await tempDir();
  const own = jobs.replace('shop.job', 'hono.route');
  const root = write(folder.path, { '.clew/detectors/a.yml': own });
  const { rules } = loadDetectors(root);
  expect(rules.length).toBe(builtInDetectors().length);
  expect(rules.find(({ id }) => id === 'hono.route')?.origin?.of).toBe('$JOBS');
});

test('a broken file is a failure of that file, and the rest goes on', async () => {
  await using folder = await tempDir();
  const root = write(folder.path, {
    '.clew/detectors/a.yaml': 'detectors: [',
    '.clew/detectors/b.yaml': jobs,
    'src/app.ts': source,
  });
  const batch = await indexTypeScript({ root, commit: null });
  expect(batch.failures).toMatchObject([{ path: '.clew/detectors/a.yaml', line: 1 }]);
  expect(batch.files.flatMap(({ entry_points }) => entry_points).length).toBe(1);
});

test.each([
  ['no YAML', 'detectors:\n  - id: [', /not YAML/, 2],
  ['an unknown key', jobs.replace('    rule:', '    rul:'), /rul/, 2],
  ['an unknown type', jobs.replace('scheduled', 'sometimes'), /entry_point\.type/, 5],
  ['neither entry point nor dependency', jobs.replace(/ {4}entry_point.*\n/, ''), /either/, 2],
  ['a pattern key that ast-grep does not know', jobs.replace('pattern:', 'patern:'), /patern/, 3],
  ['a node that no grammar has', jobs.replace(/\{ pattern.*\}/, '{ kind: wizard }'), /wizard/, 3],
  ['a capture that no pattern makes', jobs.replace('of: $JOBS', 'of: $TASKS'), /\$TASKS/, 3],
  ['no rules', 'detectors: []\n', /detectors/, 1],
])('a file with %s says where and why', (_, text, message, line) => {
  const { rules, failures } = readRuleFile('.clew/detectors/jobs.yaml', text);
  expect(rules).toEqual([]);
  expect(failures[0]?.message).toMatch(message);
  expect(failures[0]?.line).toBe(line);
});

test('a change of the rules is a change of every file', async () => {
  await using folder = await tempDir();
  const root = write(folder.path, { 'package.json': '{ "name": "shop" }', 'src/app.ts': source });
  const session = openIndexSession({ root });
  await session.full({ commit: null });
  write(root, { '.clew/detectors/jobs.yaml': jobs });
  const batch = await session.update(null, { commit: null });
  expect(batch.scope).toBe('full');
  expect(batch.files.flatMap(({ entry_points }) => entry_points)).toMatchObject([
    { detector: 'shop.job' },
  ]);
  expect((await session.update(null, { commit: null })).files).toEqual([]);
  session.close();
});

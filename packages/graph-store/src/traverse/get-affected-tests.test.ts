import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import { readGitDiff } from '../patches/read-git-diff.ts';
import { getAffectedTests } from './get-affected-tests.ts';

const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b'];

/** A repository with `app/` as the root of the codebase, and its first commit. */
function repository(folder: string) {
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  git('init', '-q', '-b', 'main');
  write('app/price.ts', 'export function price() {\n  return 1;\n}\n');
  write('app/old.ts', 'export const old = () => 1;\n');
  write('app/price.test.ts', "import { price } from './price.ts';\nprice();\n");
  write('elsewhere.ts', 'x\n');
  git('add', '.');
  git('commit', '-qm', 'first');
  return { git, write, root: join(folder, 'app') };
}

test('the working tree is compared with a commit, also in a part of a repository', async () => {
  await using folder = await tempDir();
  const { git, write, root } = repository(folder.path);
  write('app/price.ts', 'export function price() {\n  return 2;\n}\n');
  write('elsewhere.ts', 'y\n');
  write('app/sub/neu ä.ts', '1\n');
  renameSync(join(root, 'old.ts'), join(root, 'new.ts'));
  git('add', 'app/new.ts', 'app/old.ts');
  const diff = await readGitDiff({ root, base: 'main' });
  expect(diff.commit).toBe(git('rev-parse', 'main').trim());
  expect(diff.added_files).toEqual(['sub/neu ä.ts']);
  expect(diff.patch).toContain('rename from old.ts\nrename to new.ts');
  expect(diff.patch).toContain('--- a/price.ts\n+++ b/price.ts\n@@ -1,3 +1,3 @@');
  expect(diff.patch).not.toContain('elsewhere');
  expect(Object.keys(diff.written_at).sort()).toEqual(['new.ts', 'price.ts', 'sub/neu ä.ts']);
});

test('a base that is none, or looks like an option, is refused before it can do harm', async () => {
  await using folder = await tempDir();
  const { root } = repository(folder.path);
  for (const base of ['nowhere', '--output=stolen', '-h', 'main stolen', '', 'main:app']) {
    await expect(readGitDiff({ root, base })).rejects.toMatchObject({ code: 'git_base_unknown' });
  }
  await expect(readGitDiff({ root: join(root, 'gone'), base: 'main' })).rejects.toMatchObject({
    code: 'git_missing',
  });
  await using plain = await tempDir();
  await expect(readGitDiff({ root: plain.path, base: 'main' })).rejects.toMatchObject({
    code: 'git_refused',
    message: expect.stringContaining('not a git repository'),
  });
  const stop = AbortSignal.abort(new Error('enough'));
  await expect(readGitDiff({ root, base: 'main', signal: stop })).rejects.toThrow('enough');
});

test('what a repository configures does not run', async () => {
  await using folder = await tempDir();
  const { git, write, root } = repository(folder.path);
  write('trap.sh', `#!/bin/sh\ntouch ${join(folder.path, 'sprung')}\n`);
  execFileSync('chmod', ['+x', join(folder.path, 'trap.sh')]);
  const trap = join(folder.path, 'trap.sh');
  for (const key of ['core.fsmonitor', 'diff.external', 'diff.ts.command', 'diff.ts.textconv']) {
    git('config', key, trap);
  }
  write('.gitattributes', '*.ts diff=ts\n');
  write('app/price.ts', 'changed\n');
  const diff = await readGitDiff({ root, base: 'main' });
  expect(diff.patch).toContain('+changed');
  expect(() => rmSync(join(folder.path, 'sprung'))).toThrow('ENOENT');
});

test('tests are found from the lines that differ, with the way to what they test', async () => {
  await using folder = await tempDir();
  await using store = await tempDir();
  const { write, root } = repository(folder.path);
  write('app/price.ts', 'export function price() {\n  return 2;\n}\n');
  write('app/new.test.ts', 'x\n');
  const graph = emptyGraph(store.path);
  apply(
    graph,
    batch([
      file('price.ts', [symbol('app/price.ts#price', { start_line: 1, end_line: 3 })]),
      file(
        'price.test.ts',
        [],
        [edge('app/price.test.ts', 'app/price.ts#price', 'calls', { line: 2 })],
      ),
      file('other.test.ts'),
    ]),
  );
  const ask = async () => {
    const { commit, ...diff } = await readGitDiff({ root, base: 'main' });
    return getAffectedTests({
      ctx: { graph },
      input: { ...diff, base: commit, graph_holds: 'after' },
    });
  };
  const past = new Date('2020-01-01');
  for (const path of ['price.ts', 'new.test.ts']) utimesSync(join(root, path), past, past);
  const answer = await ask();
  expect(answer.touched).toMatchObject([{ symbol: { fqn: 'app/price.ts#price' }, change: 'body' }]);
  expect(answer.items).toMatchObject([
    { file: 'new.test.ts', depth: 0, symbol: null, path: [] },
    {
      file: 'price.test.ts',
      depth: 1,
      symbol: { fqn: 'app/price.test.ts' },
      path: [{ from: 'app/price.test.ts', to: 'app/price.ts#price', relation: 'calls', line: 2 }],
    },
  ]);
  expect(answer.unknown_files).toEqual([{ file: 'new.test.ts', reason: 'not_indexed' }]);
  const future = new Date('2100-01-01');
  utimesSync(join(root, 'price.ts'), future, future);
  expect((await ask()).unknown_files).toEqual([
    { file: 'new.test.ts', reason: 'not_indexed' },
    { file: 'price.ts', reason: 'changed_since' },
  ]);
  graph.close();
});

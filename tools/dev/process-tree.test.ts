import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { descendantsOf, isAlive, stopProcessTree } from './process-tree.ts';

/** A parent that starts a child and prints the child's id; `child` is the child's program. */
async function family({ parent, child }: { parent: string; child: string }) {
  const program = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    child.stdout.once('data', () => console.log(child.pid));
    setInterval(() => {}, 1000);
    ${parent}`;
  const root = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(root.stdout, 'data');
  if (root.pid === undefined) throw new Error('the parent did not start');
  return { root: root.pid, child: Number(String(line)), ended: once(root, 'exit') };
}

const stubborn = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000);";

test('descendants are found across process groups', async () => {
  const { root, child } = await family({ parent: '', child: stubborn });
  expect(await descendantsOf(root)).toEqual([child]);
  await stopProcessTree(root, 0);
});

test('a child that ignores SIGTERM and lost its parent is killed by id', async () => {
  const { root, child, ended } = await family({
    parent: "process.on('SIGTERM', () => process.exit(0));",
    child: stubborn,
  });
  await stopProcessTree(root, 500);
  await ended;
  await expect.poll(() => isAlive(child)).toBe(false);
});

test('a tree that ends by itself is not killed', async () => {
  const { root, ended } = await family({
    parent:
      "process.on('SIGTERM', () => { child.kill(); child.on('exit', () => process.exit(7)); });",
    child: "console.log('up'); setInterval(() => {}, 1000);",
  });
  await stopProcessTree(root, 20_000);
  expect(await ended).toEqual([7, null]);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFacts, createCodebase, openCodebase, searchSymbols } from '@clew/graph-store';
import { callGraphFacts } from '@clew/testing';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { indexCodebase } from './index-codebase.ts';

test('a run that is overtaken by one that read newer sources leaves no older facts', async () => {
  await using folder = await tempDir();
  const home = join(folder.path, 'home');
  const root = folder.path;
  mkdirSync(join(root, 'src'));
  const save = (name: string) =>
    writeFileSync(join(root, 'src/a.ts'), `export function ${name}() {}\n`);
  writeFileSync(join(root, 'package.json'), '{ "name": "demo" }');
  save('older');
  createCodebase({ ctx: { home }, input: { name: 'shop', root } });
  const open = () => openCodebase({ ctx: { home }, input: { name: 'shop' } });
  let stores = 0;
  await indexCodebase({
    ctx: {
      onProgress({ phase }) {
        if (phase !== 'store') return;
        stores += 1;
        if (stores > 1) return;
        // The other run began later and is done already.
        save('newer');
        const graph = open();
        applyFacts({ ctx: { graph }, input: callGraphFacts({ 'a.ts': { newer: [] } }) });
        graph.close();
      },
    },
    input: { home, codebase: 'shop', root, paths: null, full: false, execution: 1 },
  });
  const graph = open();
  const found = (q: string) =>
    searchSymbols({ ctx: { graph }, input: { q, kind: 'function' } }).items.length;
  expect([found('older'), found('newer'), stores]).toEqual([0, 1, 2]);
  graph.close();
});

import { execFile } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { clewCommand } from './run-clew.ts';
import { makeIndexedShop } from './shop.ts';

const run = promisify(execFile);

test('bash completes commands, values and symbols, also behind its break characters', async () => {
  await using shop = await makeIndexedShop();
  await using bin = await tempDir();
  const program = join(bin.path, 'clew');
  writeFileSync(
    program,
    `#!/bin/sh\nexec ${clewCommand.map((word) => `'${word}'`).join(' ')} "$@"\n`,
  );
  chmodSync(program, 0o755);
  const lines = [
    'clew sy',
    'clew callers --rel',
    'clew callers --relation re',
    'clew symbol -c ',
    'clew symbol Cart.',
    'clew symbol @demo/shop/src/ti',
    'clew token cr',
    'clew callers nothing-like-it',
  ];
  const script = [
    'source <(clew completion bash)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: bash writes its variables so.
    'ask() { COMP_LINE="$1"; COMP_POINT=${#1}; _clew; echo "$1 → ${COMPREPLY[*]}"; }',
    ...lines.map((line) => `ask ${JSON.stringify(line)}`),
  ].join('\n');
  const { stdout } = await run('bash', ['-c', script], {
    cwd: shop.root,
    env: { PATH: `${bin.path}:${process.env.PATH}` },
  });
  expect(stdout).toMatchInlineSnapshot(`
    "clew sy → symbol
    clew callers --rel → --relation
    clew callers --relation re → references
    clew symbol -c  → shop
    clew symbol Cart. → Cart.add Cart.total Cart.#articles
    clew symbol @demo/shop/src/ti → demo/shop/src/till.ts#add demo/shop/src/till.ts#plugIn demo/shop/src/till.ts demo/shop/src/till.ts#checkout
    clew token cr → create
    clew callers nothing-like-it → 
    "
  `);
});

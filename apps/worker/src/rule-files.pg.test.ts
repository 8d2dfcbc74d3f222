import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecrets } from '@clew/automation';
import { indexResultSchema } from '@clew/contracts';
import {
  eventStoreTemplate,
  getExecution,
  getRule,
  openEventStore,
  requestExecution,
} from '@clew/event-store';
import { createCodebase } from '@clew/graph-store';
import { tempEventsDatabase } from '@clew/testing';
import { tempDir } from '@clew/testing/temp-dir';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startWorkerApp } from './start-worker-app.ts';

test('an index run puts the rules of the codebase in force, holds it to its architecture, and tells what is wrong', async ({
  onTestFinished,
}) => {
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  const events = await openEventStore({ url: database.url, maxConnections: 2 });
  const home = await tempDir();
  const root = join(home.path, 'shop');
  await mkdir(join(root, '.clew', 'rules'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{ "name": "shop" }');
  await writeFile(join(root, 'tsconfig.json'), '{ "include": ["src"] }');
  await mkdir(join(root, 'src'));
  await writeFile(join(root, 'src', 'price.ts'), 'export const price = 1;');
  await writeFile(
    join(root, 'clew.yaml'),
    [
      'rules:',
      '  - ref: shop.indexed',
      '    on: graph.indexed',
      '    do: core.log',
      '    with: { message: indexed }',
      'architecture:',
      '  rules:',
      '    - ref: arch.cart-price',
      '      forbid: { from: { files: src/cart.ts }, to: { files: src/price.ts }, relations: imports }',
    ].join('\n'),
  );
  await writeFile(
    join(root, 'src', 'cart.ts'),
    "import { price } from './price';\nexport const total = () => price;\n",
  );
  await writeFile(join(root, '.clew', 'rules', 'b.yaml'), 'rules:\n  - ref: shop.wrong\n');
  createCodebase({ ctx: { home: home.path }, input: { name: 'shop', root } });
  const app = await startWorkerApp({
    config: {
      home: home.path,
      eventsUrl: database.url,
      name: 'worker-under-test',
      host: 'here',
      concurrency: 1,
      privateTargets: [],
      secrets: createSecrets({}),
      hidden: createSecrets({}),
      llm: null,
      programEnvironment: {},
      logLevel: 'silent',
    },
    logger: pino({ level: 'silent' }),
  });
  onTestFinished(async () => {
    await app.stop();
    await events.close();
    await database.drop();
    await home[Symbol.asyncDispose]();
  });

  const ctx = { events };
  const { id } = await requestExecution({
    ctx,
    input: { action_ref: 'core.index', config: { codebase: 'shop' }, max_attempts: 1 },
  });
  const job = () => getExecution({ ctx, input: { id } });
  await expect
    .poll(async () => (await job()).finished_at, { timeout: 50_000, interval: 50 })
    .not.toBe(null);
  const ended = await job();
  expect(ended).toMatchObject({ status: 'completed', error: null });
  const { rules, architecture } = indexResultSchema.parse(ended.result);
  // The file is imported, and the name.
  expect(architecture).toEqual({ verdict: 'failed', rules: 1, violations: 2, problems: [] });
  expect(rules).toMatchObject({ files: 1, rules: 1, actions: 0, removed: 0 });
  expect(rules?.problems.map(({ file, line }) => `${file}:${line}`)).toContain(
    '.clew/rules/b.yaml:2',
  );
  expect(await getRule({ ctx, input: { ref: 'shop.indexed' } })).toMatchObject({
    origin: 'file',
    codebase: 'shop',
    enabled: true,
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  createRule,
  createTrigger,
  type EventStore,
  eventStoreTemplate,
  getAction,
  getRule,
  listRules,
  openEventStore,
  updateRule,
} from '@clew/event-store';
import { tempDir, tempEventsDatabase } from '@clew/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkRule } from '../rules/check-rule.ts';
import { createSecrets } from '../secrets/create-secrets.ts';
import { redactor } from '../secrets/redactor.ts';
import { syncRuleFiles } from './sync-rule-files.ts';

let events: EventStore;
let drop: () => Promise<void>;
let ctx: { readonly events: EventStore; readonly checkRule: typeof checkRule };
let root: string;

beforeAll(async () => {
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  drop = () => database.drop();
  events = await openEventStore({ url: database.url, maxConnections: 3 });
  ctx = { events, checkRule };
});

afterAll(async () => {
  await events.close();
  await drop();
});

beforeEach(async (context) => {
  const folder = await tempDir();
  root = folder.path;
  context.onTestFinished(async () => {
    await folder[Symbol.asyncDispose]();
    await events.sql`delete from rule`;
    await events.sql`delete from action where origin = 'file'`;
  });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const redact = redactor(createSecrets({ CLEW_SECRET_CHAT_URL: 'https://chat.example/c4nary' }));
const sync = (codebase = 'shop') =>
  syncRuleFiles({ ctx: { ...ctx, redact }, input: { root, codebase } });
const rule = (ref: string) => getRule({ ctx, input: { ref } });

const one = `rules:
  - ref: arch.layers
    on: graph.edge_added
    when: event.payload.relation == 'calls'
    do: core.log
    with: { message: "\${{ event.payload.from.fqn }} calls" }
`;

test('rules and actions of files are in force, and go when they vanish', async () => {
  await write('clew.yaml', one);
  await write(
    '.clew/rules/deploy.yaml',
    `actions:
  - ref: ops.deploy
    runner: process
rules:
  - ref: ops.on-index
    on: graph.indexed
    do: ops.deploy
    with: { argv: [make, deploy] }
    label: Deploy
`,
  );
  expect(await sync()).toEqual({ files: 2, rules: 2, actions: 1, removed: 0, problems: [] });
  expect(await rule('arch.layers')).toMatchObject({
    origin: 'file',
    codebase: 'shop',
    source_path: 'clew.yaml',
    version: 1,
    enabled: true,
    when: "event.payload.relation == 'calls'",
    action_params: { message: '${{ event.payload.from.fqn }} calls' },
  });
  expect(await rule('ops.on-index')).toMatchObject({ label: 'Deploy', action_ref: 'ops.deploy' });
  expect(await getAction({ ctx, input: { ref: 'ops.deploy' } })).toMatchObject({
    origin: 'file',
    runner: 'process',
  });

  const before = await rule('arch.layers');
  expect(await sync()).toMatchObject({ removed: 0, problems: [] });
  expect(await rule('arch.layers')).toEqual(before);

  await rm(join(root, '.clew'), { recursive: true });
  expect(await sync()).toEqual({ files: 1, rules: 1, actions: 0, removed: 2, problems: [] });
  const { items } = await listRules({ ctx, input: {} });
  expect(items.map(({ ref }) => ref)).toEqual(['arch.layers']);
});

test('a changed rule is a new version; what was switched off stays off', async () => {
  await write('clew.yaml', one);
  await sync();
  await updateRule({ ctx, input: { ref: 'arch.layers', patch: { enabled: false } } });
  await write('clew.yaml', one.replace("'calls'", "'extends'"));
  await sync();
  expect(await rule('arch.layers')).toMatchObject({ version: 2, enabled: false });
  await write('clew.yaml', `${one}    enabled: true\n`);
  await sync();
  expect(await rule('arch.layers')).toMatchObject({ enabled: true });
});

test.each([
  ['YAML that is none', 'rules:\n  - ref: [a\n', 3, 'Flow sequence'],
  ['a field that is misspelt', one.replace('when:', 'wen:'), 4, 'wen: is not known here'],
  ['a missing field', one.replace('    do: core.log\n', ''), 2, 'rules.0.do'],
  ['a condition that does not compile', one.replace("== 'calls'", '=='), 4, 'when is not valid'],
  ['an unknown trigger', one.replace('edge_added', 'edge_aded'), 3, 'graph.edge_added'],
  ['an unknown action', one.replace('core.log', 'core.lug'), 5, 'core.log'],
  ['parameters that do not fit', one.replace('{ message:', '{ text:'), 6, 'message'],
  [
    'a template that does not compile',
    one.replace('event.payload.from.fqn', 'event.'),
    6,
    'with.message',
  ],
  ['a ref that is there twice', `${one}${one.slice('rules:\n'.length)}`, 7, 'defined twice'],
])('%s is told with its line, and the rules before stay in force', async (_, text, line, said) => {
  await write('clew.yaml', one);
  await write('.clew/rules/b.yaml', one.replace('arch.layers', 'arch.other'));
  await sync();
  const before = await rule('arch.layers');
  await write('clew.yaml', text);
  await rm(join(root, '.clew/rules/b.yaml'));
  const report = await sync();
  expect(report).toMatchObject({
    files: 0,
    removed: 1,
    problems: [{ file: 'clew.yaml', line, message: expect.stringContaining(said) }],
  });
  expect(await rule('arch.layers')).toEqual(before);
});

test('parameters that do not fit the trigger are told with their line', async () => {
  const param_schema = { type: 'object', properties: { branch: { type: 'string' } } };
  await createTrigger({ ctx, input: { ref: 'ops.pushed', param_schema } });
  const pushed = (branch: string) => `rules:
  - ref: ops.on-push
    on: ops.pushed
    do: core.log
    with: { message: pushed }
    params: { branch: ${branch} }
`;
  await write('clew.yaml', pushed('main'));
  expect(await sync()).toMatchObject({ rules: 1, problems: [] });
  await write('clew.yaml', pushed('7'));
  expect(await sync()).toMatchObject({
    problems: [{ line: 6, message: expect.stringContaining('trigger_params.branch') }],
  });
  expect(await rule('ops.on-push')).toMatchObject({ trigger_params: { branch: 'main' } });
});

test('a rule that holds a secret is told with its line, without showing it, and not saved', async () => {
  await write(
    'clew.yaml',
    one.replace('calls" }', 'calls", level: "https://chat.example/c4nary" }'),
  );
  const report = await sync();
  expect(report).toMatchObject({
    problems: [{ line: 6, message: expect.stringContaining('with holds') }],
  });
  expect(JSON.stringify(report)).not.toContain('c4nary');
  expect((await listRules({ ctx, input: {} })).items).toEqual([]);
});

test('aliases that multiply are refused', async () => {
  const levels = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x]'
      : `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
  );
  await write('clew.yaml', levels.join('\n'));
  const report = await sync();
  expect(report.problems).toMatchObject([{ file: 'clew.yaml', line: 1 }]);
});

test('a file takes no ref from the API, from Clew or from another codebase', async () => {
  await createRule({
    ctx,
    input: {
      ref: 'arch.layers',
      trigger_ref: 'graph.indexed',
      action_ref: 'core.log',
      action_params: { message: 'mine' },
    },
  });
  await write('clew.yaml', one);
  expect(await sync()).toMatchObject({
    problems: [{ file: 'clew.yaml', line: 2, message: expect.stringContaining('already') }],
  });
  expect(await rule('arch.layers')).toMatchObject({ origin: 'api', version: 1 });

  await write('clew.yaml', one.replace('arch.layers', 'arch.shared'));
  await sync('shop');
  expect(await sync('other')).toMatchObject({ problems: [{ line: 2 }] });
  expect(await rule('arch.shared')).toMatchObject({ codebase: 'shop' });

  await write('clew.yaml', 'actions:\n  - ref: core.http\n    runner: process\n');
  expect(await sync('other')).toMatchObject({ problems: [{ line: 2 }] });
  expect(await getAction({ ctx, input: { ref: 'core.http' } })).toMatchObject({ runner: 'http' });
});

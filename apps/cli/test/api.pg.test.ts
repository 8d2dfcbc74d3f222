import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  graphDiffSchema,
  issuedTokenSchema,
  problemSchema,
  ruleTestResultSchema,
  streamEntrySchema,
} from '@clew/contracts';
import { eventStoreTemplate } from '@clew/event-store';
import {
  eventually,
  type TempDir,
  type TempEventsDatabase,
  tempDir,
  tempEventsDatabase,
} from '@clew/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiProcess, freePort, startApi } from './api-process.ts';
import { type RunOptions, runClew, startClew } from './run-clew.ts';
import { makeShop } from './shop.ts';

let home: TempDir;
let database: TempEventsDatabase;
let settings: Readonly<Record<string, string>>;
let env: Readonly<Record<string, string>>;
let api: ApiProcess;

beforeAll(async () => {
  home = await tempDir();
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  settings = {
    CLEW_HOME: home.path,
    CLEW_EVENTS_URL: database.url,
    CLEW_API_PORT: String(await freePort()),
    CLEW_WEB_PORT: String(await freePort()),
  };
  env = {
    CLEW_HOME: home.path,
    CLEW_API_PORT: settings.CLEW_API_PORT ?? '',
    CLEW_WEB_PORT: settings.CLEW_WEB_PORT ?? '',
  };
  api = await startApi(settings);
});

afterAll(async () => {
  await api.stop();
  await database.drop();
  await home[Symbol.asyncDispose]();
});

const clew = (args: readonly string[], options: Partial<RunOptions> = {}) =>
  runClew(args, { cwd: home.path, env, ...options });

function recordEvent(trigger: string, payload: object): Promise<void> {
  return send('events', { trigger_ref: trigger, payload });
}

async function send(collection: string, body: object): Promise<void> {
  const token = readFileSync(join(home.path, 'token'), 'utf8').trim();
  const response = await fetch(`${api.url}/api/v1/${collection}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

test('a token is made, lets in, is listed and revoked', async () => {
  const made = await clew(['token', 'create', 'ci', '--expires', '30d']);
  expect(made.exitCode).toBe(0);
  expect(made.out).toMatch(/^clew_[A-Za-z0-9_-]{43}\n$/);
  expect(made.error).toContain('cannot be shown again');
  const asCi = { env: { ...env, CLEW_HOME: '/nowhere', CLEW_TOKEN: made.out.trim() } };

  const [taken, forbidden, listed] = await Promise.all([
    clew(['token', 'create', 'ci']),
    clew(['token', 'list'], asCi),
    clew(['token', 'list']),
  ]);
  expect(taken.exitCode).toBe(2);
  expect(forbidden.exitCode).toBe(2);
  expect(forbidden.error).toContain('admin');
  expect(listed.out).toMatch(/^ci +read +/m);
  expect(listed.out).not.toContain(made.out.trim());

  const revoked = await clew(['token', 'revoke', 'ci']);
  expect([revoked.exitCode, revoked.error]).toEqual([0, '']);
  const [valid, all, unknown] = await Promise.all([
    clew(['token', 'list']),
    clew(['token', 'list', '--all']),
    clew(['token', 'revoke', 'ci']),
  ]);
  expect(valid.out).not.toContain('ci ');
  expect(all.out).toMatch(/^ci +read +.* revoked +/m);
  expect(unknown.exitCode).toBe(2);
  expect(unknown.error).toContain('There is no token "ci" that is not revoked.');
  const asJson = await clew(['token', 'create', 'bot', '--scope', 'read', 'write', '--json']);
  expect(issuedTokenSchema.parse(JSON.parse(asJson.out)).scopes).toEqual(['read', 'write']);
});

test('a tail goes on where it was, also over a restart of the API and in another run', async () => {
  const child = startClew(
    ['events', 'tail', '--trigger', 'shop.opened', '--topic', 'event', '--json', '-n', '3'],
    { cwd: home.path, env },
  );
  let out = '';
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const ended = once(child, 'close');
  const numbers = () =>
    out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const entry = streamEntrySchema.parse(JSON.parse(line));
        return entry.topic === 'event' ? entry.payload : null;
      });
  // Until the stream is open, nothing that happens is told; how many there were is not known.
  await eventually(async () => {
    if (out === '') await recordEvent('shop.opened', { first: true });
    return out !== '';
  });
  const before = numbers().length;
  child.kill('SIGINT');
  await ended;
  expect(child.exitCode).toBe(130);
  const place = /--after (\S+)\n$/.exec(told)?.[1] ?? '';
  expect(place).not.toBe('');
  expect(before).toBeGreaterThan(0);

  const next = startClew(
    ['events', 'tail', '--trigger', 'shop.opened', '--topic', 'event', '--after', place],
    {
      cwd: home.path,
      env,
    },
  );
  let lines = '';
  let notes = '';
  next.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines += text;
  });
  next.stderr.setEncoding('utf8').on('data', (text: string) => {
    notes += text;
  });
  const over = once(next, 'close');
  await recordEvent('shop.opened', { number: 1 });
  await eventually(() => lines.includes('{"number":1}'));
  await api.stop();
  await eventually(() => notes.includes('is gone'));
  api = await startApi(settings);
  await recordEvent('shop.opened', { number: 2 });
  await eventually(() => lines.includes('{"number":2}'), { within: 60_000 });
  next.kill('SIGTERM');
  await over;
  expect(next.exitCode).toBe(130);
  const seen = lines.split('\n').filter((line) => line.includes('number'));
  expect(seen.map((line) => /\{.*\}$/.exec(line)?.[0])).toEqual(['{"number":1}', '{"number":2}']);
  expect(seen[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} event +shop\.opened \d+ /);
});

test('a tail that cannot be is refused', async () => {
  const [badFilter, badPlace] = await Promise.all([
    clew(['events', 'tail', '--topic', 'weather']),
    clew(['events', 'tail', '--after', 'nowhere']),
  ]);
  expect(badFilter.exitCode).toBe(2);
  expect(badFilter.error).toContain('topics');
  expect(badPlace.exitCode).toBe(2);
});

test('open shows the page of whoever serves it', async () => {
  const page = await clew(['open', '--print']);
  // Without a built page and without the server of development there is nothing to show.
  if (page.exitCode === 0) expect(page.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
  else expect(page.error).toContain('No page is served');
});

test('rules are tried on what is made up and on what happened, saved or not', async () => {
  await send('triggers', { ref: 'till.closed', label: 'Till closed' });
  await send('rules', {
    ref: 'till.tell',
    trigger_ref: 'till.closed',
    when: 'event.payload.sum > 10',
    action_ref: 'core.log',
    action_params: { message: 'closed' },
  });
  await recordEvent('till.closed', { sum: 12 });
  await recordEvent('till.closed', { sum: 3 });
  writeFileSync(
    join(home.path, 'draft.yaml'),
    'rules:\n  - { ref: till.draft, on: till.closed, when: event.payload.sum < 10, do: core.log, with: { message: low } }\n',
  );
  const [matched, not, past, draft, json] = await Promise.all([
    clew(['rules', 'test', 'till.tell', '--payload', '{"sum":20}']),
    clew(['rules', 'test', 'till.tell', '--payload', '-'], { input: '{"sum":2}' }),
    clew(['rules', 'test', 'till.tell', '--since', '1h']),
    clew(['rules', 'test', '--file', 'draft.yaml', '--since', '1h', '--sample', '0']),
    clew(['rules', 'test', 'till.tell', '--since', '1h', '--json']),
  ]);
  expect([matched.exitCode, matched.error]).toEqual([0, '']);
  expect(matched.out).toContain('till.tell: matches\n  its action would get {"message":"closed"}');
  expect(not.out).toContain(
    'does not match: event.payload.sum > 10 is false: event.payload.sum is 2',
  );
  expect(past.out).toContain('till.tell: 1 match of 2 events, 0 errors, 1 execution\n');
  expect(draft.out).toContain('till.draft: 1 match of 2 events');
  expect(ruleTestResultSchema.parse(JSON.parse(json.out)).matches).toBe(1);

  writeFileSync(join(home.path, 'bad.yaml'), 'rules:\n  - { ref: x.y, on: till.closed }\n');
  const [none, both, unknown, failing, badFile] = await Promise.all([
    clew(['rules', 'test', 'till.tell']),
    clew(['rules', 'test', 'till.tell', '--event', '1', '--since', '1h']),
    clew(['rules', 'test', 'till.gone', '--since', '1h']),
    clew(['rules', 'test', 'till.tell', '--payload', '{"sum":"much"}']),
    clew(['rules', 'test', '--file', 'bad.yaml', '--since', '1h']),
  ]);
  for (const { exitCode } of [none, both, unknown, badFile]) expect(exitCode).toBe(2);
  expect(none.error).toContain('one of --event, --payload or --since');
  expect(badFile.error).toContain('bad.yaml:2');
  expect(failing.exitCode).toBe(1);
  expect(failing.out).toContain('fails');
});

test('a question about the past is answered as of then', async () => {
  await using shop = await makeShop();
  expect((await shop.clew(['index'], { env })).exitCode).toBe(0);
  shop.write('src/till.ts', 'export const till = 1;\n');
  expect((await shop.clew(['index'], { env })).exitCode).toBe(0);
  const [now, then, gone, never] = await Promise.all([
    shop.clew(['callers', 'Cart.add'], { env }),
    shop.clew(['callers', 'Cart.add', '--at', '1'], { env }),
    shop.clew(['symbol', '@demo/shop/src/till.ts#checkout', '--at', '1', '--json'], { env }),
    shop.clew(['search', 'cart', '--at', '99'], { env }),
  ]);
  expect(now.out).toContain('No callers of');
  expect([then.exitCode, then.error]).toEqual([0, '']);
  expect(then.out).toContain('@demo/shop/src/till.ts#checkout');
  expect(then.out).toContain('(revision 1)');
  expect(JSON.parse(gone.out)).toMatchObject({ name: 'checkout', deleted_at: null });
  expect(never.exitCode).toBe(2);

  const [diff, edges, history] = await Promise.all([
    shop.clew(['diff', '1'], { env }),
    shop.clew(['diff', '1', '2', '--kind', 'edge_removed', '--json'], { env }),
    shop.clew(['history', '@demo/shop/src/till.ts#checkout'], { env }),
  ]);
  expect([diff.exitCode, diff.error]).toEqual([0, '']);
  expect(diff.out).toMatch(/^From revision 1 to revision 2: .*symbols? removed/);
  expect(diff.out).toMatch(/^- symbol +src\/till\.ts:4 +@demo\/shop\/src\/till\.ts#checkout$/m);
  expect(graphDiffSchema.parse(JSON.parse(edges.out)).items.length).toBeGreaterThan(0);
  expect(history.exitCode).toBe(0);
  expect(history.out).toMatch(/revision 2 .*symbol +@demo\/shop\/src\/till\.ts#checkout/);
});

test('an API that does not answer, or is none, is told of', async () => {
  const port = String(await freePort());
  const [silent, json, tokenless, strange] = await Promise.all([
    clew(['token', 'list'], { env: { ...env, CLEW_API_PORT: port } }),
    clew(['token', 'list', '--json'], {
      env: { ...env, CLEW_API_URL: `http://127.0.0.1:${port}/` },
    }),
    clew(['token', 'list'], { env: { ...env, CLEW_HOME: '/nowhere' } }),
    clew(['token', 'list'], { env: { ...env, CLEW_API_URL: `${api.url}/docs` } }),
  ]);
  expect([silent.exitCode, silent.out]).toEqual([3, '']);
  expect(silent.error).toContain(
    `does not answer at http://127.0.0.1:${port} (connection refused)`,
  );
  expect(json.exitCode).toBe(3);
  expect(problemSchema.parse(JSON.parse(json.error)).code).toBe('unavailable');
  expect(tokenless.exitCode).toBe(2);
  expect(tokenless.error).toContain('CLEW_TOKEN');
  expect(strange.exitCode).not.toBe(0);
  for (const { error } of [silent, tokenless, strange]) expect(error).not.toMatch(/\n\s+at /);
});

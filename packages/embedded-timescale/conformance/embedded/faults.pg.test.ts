import { serialize } from 'pg-protocol';
import postgres from 'postgres';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
  vi,
} from 'vitest';
import {
  type EmbeddedTimescale,
  type GatewayLimits,
  type Logger,
  startEmbeddedTimescale,
} from '../../src/index.ts';
import { type BackendMessage, errorFields, rowValues } from '../../src/wire/backend-message.ts';
import { types, WireClient } from '../wire-client.ts';

/** JSON nested deeper than the JavaScript engine's own stack, which no check of PostgreSQL sees. */
const CRASH = `select '${'['.repeat(200_000)}'::json`;

let archive: Blob;
let store: EmbeddedTimescale;
let logged: string[];

const logger: Logger = { info: () => {}, error: (message) => logged.push(message) };

beforeAll(async () => {
  const load = inject('emptyStore');
  await using made = await startEmbeddedTimescale({ dataDir: 'memory', load, jobs: 'off' });
  const client = await WireClient.open(made.url);
  await client.query('create table entry (id int)');
  await client.query(
    `create function sink(i int) returns int language plpgsql as 'begin return sink(i + 1); end'`,
  );
  await client.close();
  archive = await made.dump('none');
});

beforeEach(() => {
  logged = [];
});

afterEach(() => {
  vi.useRealTimers();
});

/** Runs tests on one store with these limits; they leave it as they find it. */
function describeStore(limits: Partial<GatewayLimits>, suite: () => void): void {
  describe(JSON.stringify(limits), () => {
    beforeAll(() => start(limits));
    beforeEach(async () => {
      const client = await WireClient.open(store.url);
      await client.query('truncate entry');
      await client.close();
    });
    afterAll(() => store.stop());
    suite();
  });
}

async function start(limits: Partial<GatewayLimits> = {}): Promise<void> {
  store = await startEmbeddedTimescale({
    dataDir: 'memory',
    load: archive,
    jobs: 'off',
    limits,
    logger,
  });
}

function error(messages: readonly BackendMessage[]): {
  readonly severity: string;
  readonly code: string;
  readonly text: string;
} {
  const fields = errorFields(messages.find(({ type }) => type === 'E')?.frame ?? Buffer.alloc(6));
  return {
    severity: fields.get('S') ?? '',
    code: fields.get('C') ?? '',
    text: fields.get('M') ?? '',
  };
}

function value(messages: readonly BackendMessage[]): string | null | undefined {
  const row = messages.find(({ type }) => type === 'D');
  return row === undefined ? undefined : rowValues(row.frame)[0];
}

describeStore({}, () => {
  test('[K1] a statement that crashes the engine ends the connections; what was committed is there again', async () => {
    const bystander = await WireClient.open(store.url);
    const culprit = await WireClient.open(store.url);
    await bystander.query('insert into entry values (1)');
    await culprit.query('begin; insert into entry values (2)');
    culprit.send(serialize.query(CRASH));
    expect(error(await culprit.untilClosed())).toMatchObject({ severity: 'FATAL', code: '57P02' });
    expect(error(await bystander.untilClosed())).toMatchObject({
      severity: 'FATAL',
      code: '57P02',
    });
    const sql = postgres(store.url, { max: 2 });
    expect(await sql`select id from entry`).toEqual([{ id: 1 }]);
    await sql`insert into entry values (3)`;
    expect(await sql`select count(*)::int from entry`).toEqual([{ count: 2 }]);
    await sql.end();
    expect(logged).toEqual([expect.stringContaining('crashed the engine')]);
  });

  test('[K1] endless recursion is an error like any other', async () => {
    const client = await WireClient.open(store.url);
    expect(error(await client.query('select sink(1)')).code).toBe('54001');
    await client.query(`set max_stack_depth = '2MB'`);
    expect(error(await client.query('select sink(1)')).code).toBe('54001');
    expect(value(await client.query('select 1'))).toBe('1');
    await client.close();
  });

  test('[K2] as long as nobody waits, a transaction may take its time', async () => {
    const slow = await WireClient.open(store.url);
    await slow.query('begin; insert into entry values (1)');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(types(await slow.query('commit'))).toBe('CZ');
    expect(value(await slow.query('select count(*) from entry'))).toBe('1');
    await slow.close();
  });

  test('[K7] a client that does not read stops only itself, and gets everything when it does', async () => {
    const setup = await WireClient.open(store.url);
    await setup.query('create sequence answered');
    const slow = await WireClient.open(store.url);
    slow.socket.pause();
    const count = 60;
    const large = `select nextval('answered'), repeat('x', 1000) from generate_series(1, 1000)`;
    slow.send(...Array.from({ length: count }, () => serialize.query(large)));
    const other = await WireClient.open(store.url);
    const seen: number[] = [];
    for (let round = 0; round < 200; round += 1) {
      seen.push(Number(value(await other.query('select last_value from answered'))));
    }
    expect(seen.at(-1)).toBeLessThan(count * 1000);
    slow.socket.resume();
    const messages = await slow.until('Z', count);
    expect(messages.filter(({ type }) => type === 'D')).toHaveLength(count * 1000);
    await Promise.all([setup.close(), other.close(), slow.close()]);
  });

  test('[K10] a dump is a store to start from; one that is in use is not', async () => {
    const client = await WireClient.open(store.url);
    await client.query('insert into entry values (7)');
    const dump = await store.dump();
    await client.query('insert into entry values (8)');
    await client.close();
    await using copy = await startEmbeddedTimescale({ dataDir: 'memory', load: dump, jobs: 'off' });
    const reader = await WireClient.open(copy.url);
    expect(value(await reader.query('select sum(id) from entry'))).toBe('7');
    await reader.close();
  });

  test('[K11] it serves this machine only', async () => {
    await expect(
      startEmbeddedTimescale({ dataDir: 'memory', host: '0.0.0.0' }),
    ).rejects.toMatchObject({
      code: 'host_not_local',
    });
  });
});

describeStore({ idleOwnerMs: 50 }, () => {
  test('[K2] the owner of an open transaction that does nothing is ended once others wait', async () => {
    const forgetful = await WireClient.open(store.url);
    await forgetful.query('begin; insert into entry values (1)');
    const other = await WireClient.open(store.url);
    const answer = await other.query('select count(*) from entry');
    expect(value(answer)).toBe('0');
    expect(error(await forgetful.untilClosed())).toMatchObject({
      severity: 'FATAL',
      code: '25P03',
    });
    await other.close();
  });

  test('[K2] so is one that stops in the middle of a pipeline, or of a copy', async () => {
    for (const frames of [
      [
        serialize.parse({ text: 'insert into entry values (1)' }),
        serialize.bind(),
        serialize.execute(),
        serialize.flush(),
      ],
      [serialize.query('copy entry from stdin'), serialize.copyData(Buffer.from('1\n'))],
    ]) {
      const forgetful = await WireClient.open(store.url);
      forgetful.send(...frames);
      const other = await WireClient.open(store.url);
      expect(value(await other.query('select count(*) from entry'))).toBe('0');
      expect(error(await forgetful.untilClosed()).code).toBe('25P03');
      await other.close();
    }
  });

  test('[K3] so is the holder of an advisory lock that outlived its transaction, and the lock is free', async () => {
    const holder = await WireClient.open(store.url);
    await holder.query('select pg_advisory_lock(1)');
    const other = await WireClient.open(store.url);
    expect(value(await other.query('select pg_try_advisory_lock(1)'))).toBe('t');
    expect(error(await holder.untilClosed()).code).toBe('57P05');
    await other.close();
  });
});

describeStore({ messageBytes: 10_000, copyBytes: 1000, connections: 2, deafBytes: 100_000 }, () => {
  test('[K4] a message above the limit ends its connection, and nothing of it is kept', async () => {
    const large = await WireClient.open(store.url);
    large.send(serialize.query(`select '${'x'.repeat(20_000)}'`));
    expect(error(await large.untilClosed())).toMatchObject({ severity: 'FATAL', code: '54000' });
    const other = await WireClient.open(store.url);
    expect(types(await other.query(`select '${'x'.repeat(9000)}'`))).toBe('TDCZ');
    await other.close();
  });

  test('[K5] a copy above the limit fails, and its connection goes on', async () => {
    const client = await WireClient.open(store.url);
    client.send(serialize.query('copy entry from stdin'));
    await client.until('G');
    const data = serialize.copyData(Buffer.from('1\n'.repeat(100)));
    client.send(data, data, data, data, data, data, serialize.copyDone());
    expect(error(await client.until('Z')).text).toContain('1000 bytes');
    expect(value(await client.query('select count(*) from entry'))).toBe('0');
    await client.close();
  });

  test('[K6] clients above the limit are told so', async () => {
    const one = await WireClient.open(store.url);
    const two = await WireClient.open(store.url);
    using three = new WireClient(store.url);
    expect(error(await three.untilClosed()).code).toBe('53300');
    await one.close();
    const four = await WireClient.open(store.url);
    expect(types(await four.query('select 1'))).toBe('TDCZ');
    await Promise.all([two.close(), four.close()]);
  });

  test('[K8] a listener that does not read is sent away before it costs much memory', async () => {
    const deaf = await WireClient.open(store.url);
    await deaf.query('listen noise');
    deaf.socket.pause();
    const speaker = await WireClient.open(store.url);
    // More than what the operating system keeps for a reader that does not read.
    const rounds = 100;
    for (let round = 0; round < rounds; round += 1) {
      await speaker.query(
        `select pg_notify('noise', repeat('x', 7000) || g) from generate_series(1, 50) g`,
      );
    }
    deaf.socket.resume();
    const heard = (await deaf.untilClosed()).filter(({ type }) => type === 'A');
    expect(heard.length).toBeLessThan(rounds * 50);
    expect(types(await speaker.query('select 1'))).toMatch(/^TDCZ$/);
    await speaker.close();
  });
});

test('[K9] stopping lets the open transaction end, and sends the others away', async () => {
  await start();
  const idle = await WireClient.open(store.url);
  const busy = await WireClient.open(store.url);
  await busy.query('begin; insert into entry values (1)');
  const stopped = store.stop();
  expect(error(await idle.untilClosed())).toMatchObject({ severity: 'FATAL', code: '57P01' });
  expect(types(await busy.query('commit'))).toBe('CZ');
  expect(error(await busy.untilClosed()).code).toBe('57P01');
  await stopped;
});

test('[K9] stopping rolls back a transaction that does not end', async () => {
  await start();
  const busy = await WireClient.open(store.url);
  await busy.query('begin; insert into entry values (1)');
  const stopped = store.stop();
  expect(error(await busy.untilClosed()).code).toBe('57P01');
  await stopped;
});

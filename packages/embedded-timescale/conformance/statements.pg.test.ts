import pg from 'pg';
import { serialize } from 'pg-protocol';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { type BackendMessage, errorFields, rowValues } from '../src/wire/backend-message.ts';
import { describeTargets } from './targets.ts';
import { types, WireClient } from './wire-client.ts';

const { parse, bind, execute, describe: describeFrame, sync, flush, close, query } = serialize;

function values(messages: readonly BackendMessage[]): readonly (string | null | undefined)[] {
  return messages.filter(({ type }) => type === 'D').map(({ frame }) => rowValues(frame)[0]);
}

function error(messages: readonly BackendMessage[]): {
  code?: string | undefined;
  text?: string | undefined;
} {
  const found = messages.find(({ type }) => type === 'E');
  const fields = found === undefined ? undefined : errorFields(found.frame);
  return { code: fields?.get('C'), text: fields?.get('M') };
}

/** Binds and runs the statement of this name, with its Sync. */
function run(client: WireClient, statement: string): Promise<readonly BackendMessage[]> {
  client.send(bind({ statement }), execute(), sync());
  return client.until('Z');
}

describeTargets((target) => {
  test('[P1] two pg clients use the same statement names for different statements', async () => {
    const one = new pg.Client(target.url);
    const two = new pg.Client(target.url);
    await Promise.all([one.connect(), two.connect()]);
    for (let round = 0; round < 10; round += 1) {
      const [first, second] = await Promise.all([
        one.query({ name: 'find', text: 'select $1::int + 1 as answer', values: [round] }),
        two.query({ name: 'find', text: `select $1::text || '!' as answer`, values: [`${round}`] }),
      ]);
      expect(first.rows).toEqual([{ answer: round + 1 }]);
      expect(second.rows).toEqual([{ answer: `${round}!` }]);
    }
    await Promise.all([one.end(), two.end()]);
  });

  test('[P2] names at and beyond the limit of 63 bytes stay apart between connections', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    const name = 'n'.repeat(63);
    one.send(parse({ name, text: `select 'one'` }), sync());
    two.send(parse({ name, text: `select 'two'` }), sync());
    await Promise.all([one.until('Z'), two.until('Z')]);
    expect(values(await run(one, name))).toEqual(['one']);
    expect(values(await run(two, name))).toEqual(['two']);
    await Promise.all([one.close(), two.close()]);
  });

  test('[P3] the unnamed statement outlives the turns of others', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    one.send(parse({ text: `select 'one'` }), sync());
    await one.until('Z');
    two.send(parse({ text: `select 'two'` }), sync());
    await two.until('Z');
    await two.query('select 1');
    expect(values(await run(one, ''))).toEqual(['one']);
    expect(error(await run(two, '')).code).toBe('26000');
    await Promise.all([one.close(), two.close()]);
  });

  test('[P4] errors name statements as their client does', async () => {
    const client = await WireClient.open(target.url);
    expect(error(await run(client, 'nothing'))).toEqual({
      code: '26000',
      text: 'prepared statement "nothing" does not exist',
    });
    client.send(
      parse({ name: 'twice', text: 'select 1' }),
      parse({ name: 'twice', text: 'select 2' }),
      sync(),
    );
    expect(error(await client.until('Z'))).toEqual({
      code: '42P05',
      text: 'prepared statement "twice" already exists',
    });
    expect(values(await run(client, 'twice'))).toEqual(['1']);
    await client.close();
  });

  test('[P5] Close makes a name free again', async () => {
    const client = await WireClient.open(target.url);
    client.send(parse({ name: 's', text: 'select 1' }), close({ type: 'S', name: 's' }), sync());
    expect(types(await client.until('Z'))).toBe('13Z');
    client.send(parse({ name: 's', text: 'select 2' }), sync());
    expect(types(await client.until('Z'))).toBe('1Z');
    expect(values(await run(client, 's'))).toEqual(['2']);
    await client.close();
  });

  test('[P6] DEALLOCATE takes protocol-level names, and only those of its connection', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    for (const client of [one, two]) {
      client.send(parse({ name: 'Shared', text: `select 'here'` }), sync());
      await client.until('Z');
    }
    expect(types(await one.query('deallocate "Shared"'))).toBe('CZ');
    expect(error(await run(one, 'Shared')).code).toBe('26000');
    expect(values(await run(two, 'Shared'))).toEqual(['here']);
    await Promise.all([one.close(), two.close()]);
  });

  test.each(['deallocate all', 'discard all'])(
    '[P6] %s of one connection costs the others nothing',
    async (command) => {
      const one = await WireClient.open(target.url);
      const two = await WireClient.open(target.url);
      for (const client of [one, two]) {
        client.send(parse({ name: 's', text: `select 'here'` }), sync());
        await client.until('Z');
      }
      expect(types(await one.query(command))).toBe('CZ');
      expect(error(await run(one, 's')).code).toBe('26000');
      expect(values(await run(two, 's'))).toEqual(['here']);
      two.send(describeFrame({ type: 'S', name: 's' }), sync());
      expect(types(await two.until('Z'))).toBe('tTZ');
      await Promise.all([one.close(), two.close()]);
    },
  );

  test('[P7] SQL PREPARE has names of its own in each connection', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    await one.query(`prepare q as select 'one'`);
    await two.query(`prepare q as select 'two'`);
    expect(values(await one.query('execute q'))).toEqual(['one']);
    expect(values(await two.query('execute q; select 3'))).toEqual(['two', '3']);
    await one.query('deallocate q');
    expect(error(await one.query('execute q')).code).toBe('26000');
    expect(values(await two.query('execute q'))).toEqual(['two']);
    await Promise.all([one.close(), two.close()]);
  });

  test('[X1] after an error in the extended protocol nothing counts until Sync', async () => {
    const client = await WireClient.open(target.url);
    client.send(
      parse({ text: 'select 1/0' }),
      bind(),
      execute(),
      parse({ name: 'skipped', text: 'select 1' }),
      bind({ statement: 'skipped' }),
      execute(),
      query('select 2'),
      sync(),
    );
    expect(types(await client.until('Z'))).toMatch(/^1?2?EZ$/);
    expect(error(await run(client, 'skipped')).code).toBe('26000');
    await client.close();
  });

  test('[X2] an error undoes what the same pipeline did before it', async () => {
    const client = await WireClient.open(target.url);
    await client.query('create table if not exists step (id int)');
    client.send(
      parse({ text: 'insert into step values (1)' }),
      bind(),
      execute(),
      parse({ text: 'select 1/0' }),
      bind(),
      execute(),
      sync(),
    );
    expect(types(await client.until('Z'))).toMatch(/^12C1?2?EZ$/);
    expect(values(await client.query('select count(*) from step'))).toEqual(['0']);
    await client.close();
  });

  test('[X3] pipelined requests are answered in order, whatever fails between them', async () => {
    const client = await WireClient.open(target.url);
    const count = 300;
    for (let index = 0; index < count; index += 1) {
      const text = index % 7 === 3 ? 'select 1/0' : `select ${index}`;
      client.send(parse({ text }), bind(), execute(), sync());
    }
    const messages = await client.until('Z', count);
    const good = Array.from({ length: count }, (_, index) => index).filter(
      (index) => index % 7 !== 3,
    );
    expect(values(messages)).toEqual(good.map(String));
    expect(messages.filter(({ type }) => type === 'E')).toHaveLength(count - good.length);
    await client.close();
  });

  test('[X3] the postgres driver pipelines a transaction', async () => {
    const sql = postgres(target.url, { max: 3 });
    const answers = await sql.begin((tx) =>
      Array.from({ length: 50 }, (_, index) => tx`select ${index}::int as n`),
    );
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    await sql.end();
  });

  test('[X4] Flush gets the answers so far, and the turn goes on', async () => {
    const client = await WireClient.open(target.url);
    client.send(parse({ text: 'select $1::int' }), describeFrame({ type: 'S' }), flush());
    expect(types(await client.until('T'))).toBe('1tT');
    client.send(bind({ values: ['5'] }), execute(), sync());
    expect(values(await client.until('Z'))).toEqual(['5']);
    await client.close();
  });

  test('[X5] a portal is read in portions', async () => {
    const client = await WireClient.open(target.url);
    client.send(parse({ text: 'select generate_series(1, 5)' }), bind({ portal: 'p' }));
    client.send(
      execute({ portal: 'p', rows: 2 }),
      execute({ portal: 'p', rows: 2 }),
      execute({ portal: 'p', rows: 2 }),
      sync(),
    );
    expect(types(await client.until('Z'))).toBe('12DDsDDsDCZ');
    await client.close();
  });

  test('[X6] two connections use the same portal names', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    one.send(
      parse({ text: `select 'one'` }),
      bind({ portal: 'p' }),
      execute({ portal: 'p' }),
      sync(),
    );
    two.send(
      parse({ text: `select 'two'` }),
      bind({ portal: 'p' }),
      execute({ portal: 'p' }),
      sync(),
    );
    expect(values(await one.until('Z'))).toEqual(['one']);
    expect(values(await two.until('Z'))).toEqual(['two']);
    await Promise.all([one.close(), two.close()]);
  });

  test('[X7] an empty query and several results', async () => {
    const client = await WireClient.open(target.url);
    expect(types(await client.query(''))).toBe('IZ');
    expect(types(await client.query(';'))).toBe('IZ');
    expect(
      values(
        await client.query(`select 1; select ';'; select $$a;b$$ -- ; none\n; /* ; */ select 4`),
      ),
    ).toEqual(['1', ';', 'a;b', '4']);
    await client.close();
  });

  test('[X8] a function call message is answered', async () => {
    const client = await WireClient.open(target.url);
    const [oid] = values(await client.query(`select 'pg_catalog.abs(int4)'::regprocedure::oid`));
    const body = Buffer.alloc(4 + 2 + 2 + 4 + 2 + 2);
    let at = body.writeInt32BE(Number(oid), 0);
    at = body.writeInt16BE(0, at);
    at = body.writeInt16BE(1, at);
    at = body.writeInt32BE(2, at);
    at += body.write('-7', at);
    body.writeInt16BE(0, at);
    const frame = Buffer.concat([Buffer.from('F'), Buffer.alloc(4), body]);
    frame.writeInt32BE(body.length + 4, 1);
    client.send(frame);
    const [answer, ready] = await client.until('Z');
    expect(answer?.frame.toString('latin1', 9)).toBe('7');
    expect(ready?.type).toBe('Z');
    await client.close();
  });
});

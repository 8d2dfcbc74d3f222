import pg from 'pg';
import { serialize } from 'pg-protocol';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BackendMessage } from '../src/wire/backend-message.ts';
import { describeTargets } from './targets.ts';
import { WireClient } from './wire-client.ts';

/** `channel=payload` of each notification. */
function notifications(messages: readonly BackendMessage[]): readonly string[] {
  return messages
    .filter(({ type }) => type === 'A')
    .map(({ frame }) => frame.toString('utf8', 9).split('\0').slice(0, 2).join('='));
}

/** Everything that was delivered to the client until the server answered one more query. */
async function delivered(client: WireClient): Promise<readonly string[]> {
  return notifications(await client.query('select 1'));
}

describeTargets((target) => {
  let sql: postgres.Sql;
  beforeAll(() => {
    sql = postgres(target.url, { max: 4, onnotice: () => {} });
  });
  afterAll(() => sql.end());

  test('[L1] a notification reaches every connection that listens, and no other', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    const deaf = await WireClient.open(target.url);
    await one.query('listen news; listen "Mixed Case"');
    await two.query('listen news');
    await deaf.query('listen other');
    await sql`select pg_notify('news', 'hello')`;
    await sql`select pg_notify('Mixed Case', 'quoted')`;
    expect(notifications(await one.until('A', 2))).toEqual(['news=hello', 'Mixed Case=quoted']);
    expect(notifications(await two.until('A'))).toEqual(['news=hello']);
    expect(await delivered(deaf)).toEqual([]);
    await Promise.all([one.close(), two.close(), deaf.close()]);
  });

  test('[L2] LISTEN in a transaction counts from the commit', async () => {
    const listener = await WireClient.open(target.url);
    await listener.query('begin; listen late');
    await listener.query('commit');
    await sql`notify late, 'after'`;
    expect(notifications(await listener.until('A'))).toEqual(['late=after']);
    await listener.query('begin; listen never');
    await listener.query('rollback');
    await sql`notify never, 'lost'`;
    await sql`notify late, 'still'`;
    expect(notifications(await listener.until('A'))).toEqual(['late=still']);
    await listener.close();
  });

  test('[L3] a rollback to a savepoint forgets what was asked for since', async () => {
    const listener = await WireClient.open(target.url);
    await listener.query('begin; listen kept; savepoint s; listen undone');
    await listener.query('rollback to s');
    await listener.query('listen kept_too; release s; commit');
    for (const channel of ['undone', 'kept', 'kept_too'])
      await sql`select pg_notify(${channel}, '')`;
    expect(notifications(await listener.until('A', 2))).toEqual(['kept=', 'kept_too=']);
    await listener.close();
  });

  test('[L4] UNLISTEN of one connection leaves the others listening', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    await one.query('listen shared; listen mine');
    await two.query('listen shared');
    await one.query('unlisten shared');
    await sql`notify shared, '1'`;
    await sql`notify mine, '2'`;
    expect(notifications(await two.until('A'))).toEqual(['shared=1']);
    expect(notifications(await one.until('A'))).toEqual(['mine=2']);
    await one.query('unlisten *');
    await sql`notify mine, '3'`;
    await sql`notify shared, '4'`;
    expect(notifications(await two.until('A'))).toEqual(['shared=4']);
    expect(await delivered(one)).toEqual([]);
    await Promise.all([one.close(), two.close()]);
  });

  test('[L4] DISCARD ALL of one connection leaves the others listening', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    await one.query('listen common');
    await two.query('listen common');
    await one.query('discard all');
    await sql`notify common, 'x'`;
    expect(notifications(await two.until('A'))).toEqual(['common=x']);
    expect(await delivered(one)).toEqual([]);
    await Promise.all([one.close(), two.close()]);
  });

  test('[L5] a transaction that is rolled back notifies nobody', async () => {
    const listener = await WireClient.open(target.url);
    await listener.query('listen outcome');
    await sql
      .begin(async (tx) => {
        await tx`notify outcome, 'never'`;
        throw new Error('roll back');
      })
      .catch(() => {});
    await sql`notify outcome, 'done'`;
    expect(notifications(await listener.until('A'))).toEqual(['outcome=done']);
    await listener.close();
  });

  test('[L5] a transaction that commits by the extended protocol notifies', async () => {
    const listener = await WireClient.open(target.url);
    await listener.query('listen outcome');
    await sql.begin((tx) => tx`select pg_notify('outcome', 'committed')`);
    expect(notifications(await listener.until('A'))).toEqual(['outcome=committed']);
    await listener.close();
  });

  test('[L6] a connection hears itself, before its ReadyForQuery', async () => {
    const client = await WireClient.open(target.url);
    const messages = await client.query(`listen me; select pg_notify('me', 'myself')`);
    expect(notifications(messages)).toEqual(['me=myself']);
    expect(messages.at(-1)?.type).toBe('Z');
    await client.close();
  });

  test('[L7] a notification names the process that sent it', async () => {
    const listener = new pg.Client(target.url);
    const sender = new pg.Client(target.url);
    await Promise.all([listener.connect(), sender.connect()]);
    const heard = new Promise<pg.Notification>((resolve) => listener.once('notification', resolve));
    await listener.query('listen who');
    await sender.query(`select pg_notify('who', 'me')`);
    const senderPid = (sender as unknown as { readonly processID: number }).processID;
    expect(await heard).toMatchObject({ channel: 'who', payload: 'me', processId: senderPid });
    await Promise.all([listener.end(), sender.end()]);
  });

  test('[L8] LISTEN by the extended protocol, as the postgres driver sends it', async () => {
    const heard: string[] = [];
    let enough: () => void = () => {};
    const all = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const { unlisten } = await sql.listen('driver channel', (payload) => {
      heard.push(payload);
      if (heard.length === 20) enough();
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => sql.notify('driver channel', `${index}`)),
    );
    await all;
    expect([...heard].sort()).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`).sort());
    await unlisten();
    const client = await WireClient.open(target.url);
    client.send(
      serialize.parse({ text: 'listen extended' }),
      serialize.bind(),
      serialize.execute(),
      serialize.sync(),
    );
    await client.until('Z');
    await sql`notify extended, 'yes'`;
    expect(notifications(await client.until('A'))).toEqual(['extended=yes']);
    await client.close();
  });

  test('[L9] a trigger notifies from inside another transaction', async () => {
    await sql`create table watched (id int)`;
    await sql`create function tell() returns trigger language plpgsql as $$
      begin perform pg_notify('watched', (select string_agg(id::text, ',' order by id) from added)); return null; end $$`;
    await sql`create trigger tell after insert on watched referencing new table as added
      for each statement execute function tell()`;
    const listener = await WireClient.open(target.url);
    await listener.query('listen watched');
    await sql`insert into watched values (1), (2), (3)`;
    expect(notifications(await listener.until('A'))).toEqual(['watched=1,2,3']);
    await listener.close();
  });
});

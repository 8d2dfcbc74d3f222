import { serialize } from 'pg-protocol';
import { expect, test } from 'vitest';
import { type BackendMessage, errorFields, rowValues } from '../src/wire/backend-message.ts';
import { describeTargets } from './targets.ts';
import { types, WireClient } from './wire-client.ts';

function value(messages: readonly BackendMessage[]): string | null | undefined {
  const row = messages.find(({ type }) => type === 'D');
  return row === undefined ? undefined : rowValues(row.frame)[0];
}

/** Parameter values that the client was told, by name. */
function told(messages: readonly BackendMessage[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    messages
      .filter(({ type }) => type === 'S')
      .map(({ frame }) => frame.toString('utf8', 5).split('\0').slice(0, 2)),
  );
}

describeTargets((target) => {
  test('[S1] SET holds for its connection and for no other', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    const before = value(await two.query('show timezone'));
    await one.query(`set timezone = 'Asia/Tokyo'; set work_mem = '9MB'`);
    expect(value(await two.query('show timezone'))).toBe(before);
    expect(value(await one.query('show timezone'))).toBe('Asia/Tokyo');
    expect(value(await two.query('show work_mem'))).not.toBe('9MB');
    expect(value(await one.query('show work_mem'))).toBe('9MB');
    await Promise.all([one.close(), two.close()]);
  });

  test('[S1] search_path of one connection does not send another to the wrong table', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    await one.query(
      `create schema if not exists aside; create table if not exists aside.place as select 'aside' as name`,
    );
    await one.query(`create table if not exists public.place as select 'public' as name`);
    await one.query('set search_path = aside, public');
    expect(value(await two.query('select name from place'))).toBe('public');
    expect(value(await one.query('select name from place'))).toBe('aside');
    await Promise.all([one.close(), two.close()]);
  });

  test('[S2] SET LOCAL ends with its transaction; SET in one that is rolled back never was', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    const before = value(await one.query('show work_mem'));
    await one.query(`begin; set local work_mem = '7MB'; set timezone = 'Asia/Tokyo'`);
    expect(value(await one.query('show work_mem'))).toBe('7MB');
    await one.query('rollback');
    await two.query('select 1');
    expect(value(await one.query('show work_mem'))).toBe(before);
    expect(value(await one.query('show timezone'))).not.toBe('Asia/Tokyo');
    await Promise.all([one.close(), two.close()]);
  });

  test('[S3] settings in the startup packet hold, and RESET returns to them', async () => {
    const one = await WireClient.open(target.url, {
      TimeZone: 'Asia/Tokyo',
      options: '-c work_mem=9MB --statement-timeout=12345',
    });
    const two = await WireClient.open(target.url);
    await two.query('select 1');
    expect(value(await one.query('show timezone'))).toBe('Asia/Tokyo');
    expect(value(await one.query('show work_mem'))).toBe('9MB');
    expect(value(await one.query('show statement_timeout'))).toBe('12345ms');
    await one.query(`set timezone = 'UTC'`);
    await two.query('select 1');
    expect(value(await one.query('show timezone'))).toBe('UTC');
    await one.query('reset timezone');
    expect(value(await one.query('show timezone'))).toBe('Asia/Tokyo');
    await one.query('discard all');
    await two.query('select 1');
    expect(value(await one.query('show work_mem'))).toBe('9MB');
    await Promise.all([one.close(), two.close()]);
  });

  test('[S4] a startup setting that is not valid ends the connection with its reason', async () => {
    const client = new WireClient(target.url);
    const { username, pathname } = new URL(target.url);
    client.send(
      serialize.startup({ user: username, database: pathname.slice(1), TimeZone: 'Nowhere/Land' }),
      serialize.query('select 1'),
    );
    const fatal = (await client.untilClosed()).find(({ type }) => type === 'E');
    const fields = errorFields(fatal?.frame ?? Buffer.alloc(6));
    expect(fields.get('S')).toBe('FATAL');
    expect(fields.get('M')).toContain('Nowhere/Land');
  });

  test('[S5] the client is told of settings that it should know', async () => {
    const client = await WireClient.open(target.url);
    const messages = await client.query(`set timezone = 'Asia/Tokyo'`);
    expect(types(messages)).toBe('CSZ');
    expect(told(messages)).toEqual({ TimeZone: 'Asia/Tokyo' });
    expect(told(await client.query(`begin; set datestyle = 'SQL, DMY'`))).toEqual({
      DateStyle: 'SQL, DMY',
    });
    expect(told(await client.query('rollback'))).toEqual({ DateStyle: 'ISO, MDY' });
    expect(
      told(await client.query(`select set_config('application_name', 'by function', false)`)),
    ).toEqual({
      application_name: 'by function',
    });
    await client.close();
  });

  test('[S6] a custom setting and a role stay with their connection', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    await one.query(`set clew.actor = 'me'`);
    await one.query('set role pg_monitor');
    expect(
      value(
        await two.query(
          `select coalesce(nullif(current_setting('clew.actor', true), ''), 'nobody')`,
        ),
      ),
    ).toBe('nobody');
    expect(value(await two.query('show role'))).toBe('none');
    expect(value(await one.query('show clew.actor'))).toBe('me');
    expect(value(await one.query('select current_user'))).toBe('pg_monitor');
    await one.query('reset role');
    await two.query('select 1');
    expect(value(await one.query('show role'))).toBe('none');
    await Promise.all([one.close(), two.close()]);
  });

  test('[S7] the isolation level can still be set after a SET in the same transaction', async () => {
    const client = await WireClient.open(target.url);
    await client.query('begin');
    await client.query(`set timezone = 'Asia/Tokyo'`);
    expect(types(await client.query('set transaction isolation level serializable'))).toBe('CZ');
    expect(value(await client.query('show transaction_isolation'))).toBe('serializable');
    await client.query('rollback');
    await client.close();
  });

  test('[S8] temporary tables go with the connection that made them', async () => {
    const one = await WireClient.open(target.url);
    await one.query(
      'create temp table scratch as select 1 as a; create temp view glance as select a from scratch',
    );
    expect(value(await one.query('select a from glance'))).toBe('1');
    await one.close();
    const two = await WireClient.open(target.url);
    expect(
      value(
        await two.query(`select count(*) from pg_class where relname in ('scratch', 'glance')`),
      ),
    ).toBe('0');
    await two.close();
  });

  test('[S9] an advisory lock held beyond its transaction keeps others out until it is given back', async () => {
    const one = await WireClient.open(target.url);
    const two = await WireClient.open(target.url);
    await one.query('select pg_advisory_lock(42)');
    two.send(serialize.query('select pg_advisory_lock(42)'));
    await one.query('create table if not exists guarded (id int)');
    await one.query('insert into guarded values (1)');
    await one.query('select pg_advisory_unlock(42)');
    expect(types(await two.until('Z'))).toBe('TDCZ');
    expect(value(await two.query('select count(*) from guarded'))).toBe('1');
    two.vanish();
    expect(value(await one.query('select pg_advisory_lock(42) is not null'))).toBe('t');
    await one.query('select pg_advisory_unlock_all()');
    await one.close();
  });
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { serialize } from 'pg-protocol';
import { expect, test } from 'vitest';
import { errorFields } from '../src/wire/backend-message.ts';
import { describeTargets } from './targets.ts';
import { types, WireClient } from './wire-client.ts';

const GSSENC_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x30]);

/** What psql does to get in, said by hand for machines that have no psql. */
async function queryLikePsql(url: string, text: string): Promise<string> {
  using client = new WireClient(url);
  client.send(
    serialize.startup({ ...identity(url), application_name: 'psql', client_encoding: 'UTF8' }),
  );
  await client.until('Z');
  const row = (await client.query(text)).find(({ type }) => type === 'D');
  return row?.frame.toString('utf8', 11) ?? '';
}

function identity(url: string): { readonly user: string; readonly database: string } {
  const { username, pathname } = new URL(url);
  return { user: username, database: pathname.slice(1) };
}

async function queryByPsql(url: string, text: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('psql', [url, '-X', '-A', '-t', '-c', text]);
    return stdout.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return queryLikePsql(url, text);
    throw error;
  }
}

describeTargets((target) => {
  test('[H1] psql connects and queries', async () => {
    expect(await queryByPsql(target.url, `select 'hello ' || 42`)).toBe('hello 42');
  });

  test('[H1] encryption that is refused leaves the client to go on in the clear', async () => {
    using client = new WireClient(target.url);
    // A server with a certificate agrees, and then this client is not the one to test it.
    let refusals = 0;
    for (const request of [GSSENC_REQUEST, serialize.requestSsl()]) {
      client.send(request);
      if ((await client.bytes(1)).toString() === 'N') refusals += 1;
      else break;
    }
    if (target.kind === 'embedded') expect(refusals).toBe(2);
    if (refusals === 2) {
      client.send(serialize.startup({ ...identity(target.url), client_encoding: 'UTF8' }));
      await client.until('Z');
    }
    expect(await queryLikePsql(target.url, `select 'by hand'`)).toBe('by hand');
  });

  test('[H2] the server says what a client must know', async () => {
    using client = new WireClient(target.url);
    client.send(serialize.startup({ ...identity(target.url), application_name: 'me' }));
    const messages = await client.until('Z');
    expect(types(messages)).toMatch(/^RS+KZ$/);
    const told = new Map(
      messages
        .filter(({ type }) => type === 'S')
        .map(({ frame }) => frame.toString('utf8', 5).split('\0').slice(0, 2) as [string, string]),
    );
    expect(told.get('client_encoding')).toBe('UTF8');
    expect(told.get('integer_datetimes')).toBe('on');
    expect(told.get('standard_conforming_strings')).toBe('on');
    expect(told.get('application_name')).toBe('me');
    expect(told.get('server_version')).toMatch(/^\d+\.\d+/);
    await client.query('select 1');
  });

  test('[H3] an unknown role or database is refused with its SQLSTATE', async () => {
    const { username, pathname } = new URL(target.url);
    const database = pathname.slice(1);
    const attempts = [
      { user: 'nobody_here', database, codes: ['28000', '28P01'] },
      { user: username, database: 'no_such_database', codes: ['3D000'] },
    ];
    for (const { codes, ...parameters } of attempts) {
      using client = new WireClient(target.url);
      client.send(serialize.startup(parameters));
      const messages = await client.untilClosed();
      expect(types(messages)).toMatch(/^R?E$/);
      expect(codes).toContain(errorFields(messages.at(-1)?.frame ?? Buffer.alloc(6)).get('C'));
    }
  });

  test('[H4] a protocol that is not spoken is refused', async () => {
    using client = new WireClient(target.url);
    client.send(Buffer.from([0, 0, 0, 8, 0, 4, 0, 0]));
    const messages = await client.untilClosed();
    expect(types(messages)).toBe('E');
  });

  test('[H5] a newer minor version is talked down to 3.0', async () => {
    using client = new WireClient(target.url);
    const { username, pathname } = new URL(target.url);
    const body = Buffer.from(
      `user\0${username}\0database\0${pathname.slice(1)}\0_pq_.future\0yes\0\0`,
    );
    const packet = Buffer.alloc(8 + body.length);
    packet.writeInt32BE(packet.length, 0);
    packet.writeInt32BE(0x0003_0009, 4);
    body.copy(packet, 8);
    client.send(packet);
    expect(types(await client.until('Z'))).toMatch(/^v?R?v?S+KZ$/);
    expect(types(await client.query('select 1'))).toBe('TDCZ');
  });

  test('[H6] a cancel request of a stranger changes nothing', async () => {
    const client = new pg.Client(target.url);
    await client.connect();
    const { processID } = client as unknown as { readonly processID: number };
    using stranger = new WireClient(target.url);
    const packet = Buffer.alloc(16);
    packet.writeInt32BE(16, 0);
    packet.writeInt32BE(80877102, 4);
    packet.writeInt32BE(processID, 8);
    packet.writeInt32BE(12345, 12);
    stranger.send(packet);
    expect(await stranger.untilClosed()).toEqual([]);
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  test.each(['simple', 'extended'])(
    '[H7] a statement that waits can be canceled (%s protocol)',
    async (protocol) => {
      const owner = await WireClient.open(target.url);
      await owner.query('create table if not exists contested (id int)');
      await owner.query('begin; lock table contested in access exclusive mode');
      using waiting = new WireClient(target.url);
      waiting.send(serialize.startup(identity(target.url)));
      const key = (await waiting.until('Z')).find(({ type }) => type === 'K');
      const packet = Buffer.concat([
        Buffer.from([0, 0, 0, 16, 0x04, 0xd2, 0x16, 0x2e]),
        key?.frame.subarray(5) ?? Buffer.alloc(8),
      ]);
      waiting.send(
        ...(protocol === 'simple'
          ? [serialize.query('select from contested')]
          : [
              serialize.parse({ text: 'select from contested' }),
              serialize.bind(),
              serialize.execute(),
              serialize.sync(),
            ]),
      );
      const answered = waiting.until('Z');
      let done = false;
      void answered.then(() => {
        done = true;
      });
      // A request that comes before the statement cancels nothing, so it is repeated until one counts.
      while (!done) {
        using canceler = new WireClient(target.url);
        canceler.send(packet);
        await canceler.untilClosed();
      }
      const error = (await answered).find(({ type }) => type === 'E');
      expect(errorFields(error?.frame ?? Buffer.alloc(6)).get('C')).toBe('57014');
      await owner.query('rollback');
      expect(types(await waiting.query('select from contested'))).toBe('TCZ');
      await owner.close();
    },
  );
});

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { serialize } from 'pg-protocol';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorFields } from '../src/wire/backend-message.ts';
import { describeTargets } from './targets.ts';
import { types, WireClient } from './wire-client.ts';

describeTargets((target) => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client(target.url);
    await client.connect();
    await client.query('create table line (id int, note text)');
  });
  beforeEach(() => client.query('truncate line'));
  afterAll(() => client.end());

  async function rows(): Promise<unknown> {
    return (await client.query('select id, note from line order by id')).rows;
  }

  test('[C1] COPY FROM STDIN stores what is streamed, COPY TO STDOUT gives it back', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `${index}\tnote ${index}\n`);
    await pipeline(Readable.from(lines), client.query(copyFrom('copy line from stdin')));
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(
      copyTo('copy (select * from line order by id) to stdout'),
    )) {
      chunks.push(chunk);
    }
    expect(Buffer.concat(chunks).toString()).toBe(lines.join(''));
  });

  test('[C1] in csv with listed columns, inside a transaction that is rolled back', async () => {
    await client.query('begin');
    await pipeline(
      Readable.from(['one,1\n', '"t,w,o",2\n']),
      client.query(copyFrom('copy line (note, id) from stdin with (format csv)')),
    );
    expect(await rows()).toEqual([
      { id: 1, note: 'one' },
      { id: 2, note: 't,w,o' },
    ]);
    await client.query('rollback');
    expect(await rows()).toEqual([]);
  });

  test('[C1] in binary', async () => {
    await client.query(`insert into line values (7, 'binary')`);
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copyTo('copy line to stdout (format binary)')))
      chunks.push(chunk);
    await client.query('truncate line');
    const wire = await WireClient.open(target.url);
    wire.send(serialize.query('copy line from stdin (format binary)'));
    const [request] = await wire.until('G');
    expect([...(request?.frame.subarray(5) ?? [])]).toEqual([1, 0, 2, 0, 1, 0, 1]);
    wire.send(serialize.copyData(Buffer.concat(chunks)), serialize.copyDone());
    expect(types(await wire.until('Z'))).toBe('CZ');
    await wire.close();
    expect(await rows()).toEqual([{ id: 7, note: 'binary' }]);
  });

  test('[C2] a line that does not fit fails the copy and stores nothing', async () => {
    const copy = pipeline(
      Readable.from(['1\tfine\n', 'no number\tbad\n']),
      client.query(copyFrom('copy line from stdin')),
    );
    await expect(copy).rejects.toMatchObject({ code: '22P02' });
    expect(await rows()).toEqual([]);
  });

  test('[C2] a client may give up', async () => {
    const wire = await WireClient.open(target.url);
    wire.send(serialize.query('copy line from stdin'));
    await wire.until('G');
    wire.send(serialize.copyData(Buffer.from('1\tlost\n')), serialize.copyFail('changed my mind'));
    const answer = await wire.until('Z');
    expect(types(answer)).toBe('EZ');
    expect(errorFields(answer[0]?.frame ?? Buffer.alloc(6)).get('M')).toContain('changed my mind');
    expect(types(await wire.query('select 1'))).toBe('TDCZ');
    await wire.close();
    expect(await rows()).toEqual([]);
  });

  test('[C3] a copy into nothing is refused, and the connection goes on', async () => {
    const wire = await WireClient.open(target.url);
    const answer = await wire.query('copy nowhere from stdin');
    expect(errorFields(answer[0]?.frame ?? Buffer.alloc(6)).get('C')).toBe('42P01');
    wire.send(serialize.copyData(Buffer.from('1\n')), serialize.copyDone());
    expect(types(await wire.query('select 1'))).toBe('TDCZ');
    await wire.close();
  });

  test('[C4] COPY by the extended protocol', async () => {
    const wire = await WireClient.open(target.url);
    wire.send(
      serialize.parse({ text: 'copy line (id) from stdin' }),
      serialize.bind(),
      serialize.execute(),
      serialize.flush(),
    );
    expect(types(await wire.until('G'))).toBe('12G');
    wire.send(serialize.copyData(Buffer.from('1\n2\n')), serialize.copyDone(), serialize.sync());
    expect(types(await wire.until('Z'))).toBe('CZ');
    await wire.close();
    expect(await rows()).toHaveLength(2);
  });

  test('[C5] a client that vanishes in the middle of a copy stores nothing', async () => {
    const wire = await WireClient.open(target.url);
    wire.send(serialize.query('copy line from stdin'));
    await wire.until('G');
    wire.send(serialize.copyData(Buffer.from('1\tlost\n')));
    wire.vanish();
    await client.query('begin; lock table line in access exclusive mode');
    expect(await rows()).toEqual([]);
    await client.query('commit');
  });

  test('[C6] the postgres driver copies both ways', async () => {
    const sql = postgres(target.url, { max: 2 });
    const input = await sql`copy line from stdin`.writable();
    await pipeline(Readable.from(['1\ta\n', '2\tb\n']), input);
    const output = await sql`copy line to stdout`.readable();
    const chunks: Buffer[] = [];
    for await (const chunk of output) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).toString()).toBe('1\ta\n2\tb\n');
    await sql.end();
  });
});

import fc from 'fast-check';
import { serialize } from 'pg-protocol';
import { expect, test } from 'vitest';
import { describeTargets } from './targets.ts';
import { types, WireClient } from './wire-client.ts';

/** A conversation whose answer is always the same: all kinds of messages, an error, a copy. */
function conversation(): Buffer {
  const { parse, bind, describe, execute, sync, query, close, copyData, copyDone, flush } =
    serialize;
  return Buffer.concat([
    query('select 1; select 2'),
    parse({ name: 's', text: 'select $1::text || $2::text' }),
    describe({ type: 'S', name: 's' }),
    bind({ statement: 's', values: ['ä'.repeat(300), null] }),
    execute(),
    flush(),
    bind({ portal: 'p', statement: 's', values: ['a', 'b'] }),
    execute({ portal: 'p' }),
    sync(),
    parse({ text: 'select 1/0' }),
    bind(),
    execute(),
    sync(),
    query('create temp table t (id int); truncate t'),
    query('copy t from stdin'),
    copyData(Buffer.from('1\n2\n')),
    copyData(Buffer.from('3\n')),
    copyDone(),
    query('select sum(id) from t; drop table t'),
    close({ type: 'S', name: 's' }),
    sync(),
  ]);
}

/** ReadyForQuery messages in the answer. */
const READY = 7;

describeTargets((target) => {
  async function answer(chunks: readonly Buffer[]): Promise<string> {
    const client = await WireClient.open(target.url);
    for (const chunk of chunks) {
      client.socket.write(chunk);
      // Each chunk becomes a packet of its own.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const messages = await client.until('Z', READY);
    await client.close();
    return messages.map(({ frame }) => frame.toString('latin1')).join('\n');
  }

  test('[F1] the same bytes get the same answer, however the network splits them', async () => {
    const bytes = conversation();
    const whole = await answer([bytes]);
    expect(whole).toContain('COPY 3');
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(cuts, async (positions) => {
        const sorted = [0, ...[...positions].sort((left, right) => left - right), bytes.length];
        const chunks = sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
        expect(await answer(chunks)).toBe(whole);
      }),
      { numRuns: 40 },
    );
  });

  test('[F1] one byte at a time, too', async () => {
    const bytes = conversation();
    const single = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
    expect(await answer(single)).toBe(await answer([bytes]));
  });

  test('[F2] garbage ends its own connection and no other', async () => {
    const bystander = await WireClient.open(target.url);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (garbage) => {
        using before = new WireClient(target.url);
        before.send(Buffer.from(garbage));
        using after = await WireClient.open(target.url);
        after.send(Buffer.from(garbage));
        before.socket.end();
        after.socket.end();
        await Promise.all([before.untilClosed(), after.untilClosed()]);
        expect(types(await bystander.query('select 1'))).toBe('TDCZ');
      }),
      { numRuns: 60 },
    );
    await bystander.close();
  });

  test('[F3] messages of known types with bodies of garbage do no harm either', async () => {
    const bystander = await WireClient.open(target.url);
    const message = fc
      .tuple(fc.constantFrom(...'BCDEFHPQSdcf'), fc.uint8Array({ maxLength: 60 }))
      .map(([type, body]) => {
        const frame = Buffer.alloc(5 + body.length);
        frame.write(type, 0, 'latin1');
        frame.writeInt32BE(4 + body.length, 1);
        Buffer.from(body).copy(frame, 5);
        return frame;
      });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (frames) => {
        using client = await WireClient.open(target.url);
        client.send(...frames);
        client.socket.end();
        await client.untilClosed();
        expect(types(await bystander.query('select 1'))).toBe('TDCZ');
      }),
      { numRuns: 100 },
    );
    await bystander.close();
  });
});

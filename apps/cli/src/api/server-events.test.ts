import { expect, test } from 'vitest';
import { type ServerEvent, serverEvents } from './server-events.ts';

async function parsed(chunks: readonly Uint8Array[]): Promise<readonly ServerEvent[]> {
  async function* bytes() {
    yield* chunks;
  }
  const messages: ServerEvent[] = [];
  for await (const message of serverEvents(bytes())) messages.push(message);
  return messages;
}

const text = [
  ': alive\nid: a\n\n',
  'id: b\nevent: event\ndata: {"name":"größe"}\n\n',
  'data:one\r\ndata: two\r\nid\r\nunknown: x\r\n\r\n',
  ': nothing\n\n',
  'data: cut off',
].join('');

const messages: readonly ServerEvent[] = [
  { id: 'a', event: null, data: null },
  { id: 'b', event: 'event', data: '{"name":"größe"}' },
  { id: '', event: null, data: 'one\ntwo' },
];

test('messages are found wherever the network cuts them', async () => {
  const bytes = new TextEncoder().encode(text);
  expect(await parsed([bytes])).toEqual(messages);
  for (let cut = 1; cut < bytes.length; cut += 1) {
    expect(await parsed([bytes.slice(0, cut), bytes.slice(cut)])).toEqual(messages);
  }
  expect(await parsed([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(messages);
});

import { once } from 'node:events';
import { createServer } from 'node:net';
import { parseSettings } from '@clew/contracts';
import { expect, test } from 'vitest';
import { busyAddresses, neededAddresses } from './busy-addresses.ts';
import { devSettings } from './dev-settings.ts';

const settings = (ports: { api: number; web: number; events: number }) =>
  devSettings(
    {
      ...parseSettings({}),
      CLEW_API_PORT: ports.api,
      CLEW_WEB_PORT: ports.web,
      CLEW_EVENTS_PORT: ports.events,
    },
    '/somewhere',
  );

async function listener(host: string) {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, [Symbol.dispose]: () => void server.close() };
}

test('every busy port is found, with the setting that changes it', async () => {
  using api = await listener('127.0.0.1');
  using events = await listener('0.0.0.0');
  let web: number;
  {
    using free = await listener('127.0.0.1');
    web = free.port;
  }
  const busy = await busyAddresses(
    neededAddresses(settings({ api: api.port, web, events: events.port })),
  );
  expect(busy.map(({ port, setting, reason }) => [port, setting, reason])).toEqual([
    [api.port, 'CLEW_API_PORT', 'is in use'],
    [events.port, 'CLEW_EVENTS_PORT', 'is in use'],
  ]);
});

test('one port for two servers is refused before either starts', async () => {
  let port: number;
  {
    using free = await listener('127.0.0.1');
    port = free.port;
  }
  const busy = await busyAddresses(
    neededAddresses(settings({ api: port, web: port, events: port + 1 })).slice(0, 2),
  );
  expect(busy).toMatchObject([
    { setting: 'CLEW_WEB_PORT', reason: 'is also the one of the API (CLEW_API_PORT)' },
  ]);
});

test('the embedded store needs no port when an event store is given', () => {
  const given = { ...settings({ api: 1, web: 2, events: 3 }), eventsUrl: 'postgres://db/clew' };
  expect(neededAddresses(given).map(({ setting }) => setting)).toEqual([
    'CLEW_API_PORT',
    'CLEW_WEB_PORT',
  ]);
});

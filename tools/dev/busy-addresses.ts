import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { DevSettings } from './dev-settings.ts';

/** An address that the stack needs, and the setting that changes it. */
export interface NeededAddress {
  readonly what: string;
  readonly host: string;
  readonly port: number;
  readonly setting: string;
}

export interface BusyAddress extends NeededAddress {
  readonly reason: string;
}

export function neededAddresses(settings: DevSettings): readonly NeededAddress[] {
  const { apiHost, apiPort, webPort, eventsPort, eventsUrl } = settings;
  const addresses: NeededAddress[] = [
    { what: 'the API', host: apiHost, port: apiPort, setting: 'CLEW_API_PORT' },
    { what: 'the web UI', host: '127.0.0.1', port: webPort, setting: 'CLEW_WEB_PORT' },
  ];
  if (eventsUrl === null) {
    const what = 'the embedded event store';
    addresses.push({ what, host: '127.0.0.1', port: eventsPort, setting: 'CLEW_EVENTS_PORT' });
  }
  return addresses;
}

/** The addresses that cannot be had: in use, asked for twice, or refused by the system. */
export async function busyAddresses(
  addresses: readonly NeededAddress[],
): Promise<readonly BusyAddress[]> {
  const found = await Promise.all(
    addresses.map(async (address, index) => {
      const twin = addresses.slice(0, index).find(({ port }) => port === address.port);
      const reason =
        twin === undefined
          ? await whyBusy(address)
          : `is also the one of ${twin.what} (${twin.setting})`;
      return reason === null ? null : { ...address, reason };
    }),
  );
  return found.filter((address) => address !== null);
}

async function whyBusy({ host, port }: NeededAddress): Promise<string | null> {
  // Some systems let a second process listen on one address of a port that is taken on all of them.
  if (await answers(host, port)) return 'is in use';
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') return 'is in use';
    if (code === 'EACCES') return 'may not be used by this user';
    return `cannot be used on ${host}: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    server.close();
  }
}

async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host: host === '0.0.0.0' || host === '::' ? undefined : host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(1000) });
    return true;
  } catch {
    return false; // Refused or silent: nobody listens there.
  } finally {
    socket.destroy();
  }
}

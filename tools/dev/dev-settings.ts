import { join, resolve } from 'node:path';
import type { Settings } from '@clew/contracts';

/** The addresses and folders of one development stack, made from the settings. */
export interface DevSettings {
  /** Absolute, so that it means the same to every process that is started. */
  readonly home: string;
  readonly logs: string;
  /** The given event store, or null for the embedded one in `home`. */
  readonly eventsUrl: string | null;
  readonly eventsFolder: string;
  readonly eventsPort: number;
  readonly apiHost: string;
  readonly apiPort: number;
  readonly webPort: number;
}

/** `directory` is the one of the command: a relative `CLEW_HOME` starts there. */
export function devSettings(settings: Settings, directory: string): DevSettings {
  const home = resolve(directory, settings.CLEW_HOME);
  return {
    home,
    logs: join(home, 'logs'),
    eventsUrl: settings.CLEW_EVENTS_URL ?? null,
    eventsFolder: join(home, 'events'),
    eventsPort: settings.CLEW_EVENTS_PORT,
    apiHost: settings.CLEW_API_HOST,
    apiPort: settings.CLEW_API_PORT,
    webPort: settings.CLEW_WEB_PORT,
  };
}

/** Where the API answers: an address to connect to, also when it listens on all of them. */
export function apiUrl({ apiHost, apiPort }: DevSettings): string {
  const host = apiHost === '0.0.0.0' || apiHost === '::' ? '127.0.0.1' : apiHost;
  return `http://${host.includes(':') ? `[${host}]` : host}:${apiPort}`;
}

export function webUrl({ webPort }: DevSettings): string {
  return `http://127.0.0.1:${webPort}`;
}

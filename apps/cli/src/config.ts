import { type Llm, llmOf, parseSettings } from '@clew/contracts';

/** What the command line needs to know of the settings. */
export interface CliConfig {
  /** `CLEW_HOME` as it was given; null when it was not, so that the nearest `.clew` counts. */
  readonly home: string | null;
  /** Where the API answers. */
  readonly apiUrl: string;
  /** Where the page answers in development. */
  readonly webUrl: string;
  /** Null: the one in `CLEW_HOME/token`. */
  readonly token: string | null;
  /** The language model that writes knowledge; null: nothing is sent to any. */
  readonly llm: Llm | null;
  /** Values of the environment that may not leave this machine. */
  readonly hidden: readonly string[];
}

const secretVariable = /^CLEW_(?:SECRET_.+|LLM_KEY|TOKEN)$/;

/** @throws ClewError `settings_invalid` that lists every problem at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): CliConfig {
  const settings = parseSettings(environment);
  const host = reachable(settings.CLEW_API_HOST);
  return {
    home: (environment.CLEW_HOME ?? '').trim() === '' ? null : settings.CLEW_HOME,
    apiUrl: (settings.CLEW_API_URL ?? `http://${host}:${settings.CLEW_API_PORT}`).replace(
      /\/+$/,
      '',
    ),
    webUrl: `http://127.0.0.1:${settings.CLEW_WEB_PORT}`,
    token: settings.CLEW_TOKEN ?? null,
    llm: llmOf(settings),
    hidden: Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && secretVariable.test(name) ? [value] : [],
    ),
  };
}

/** Who listens on every address is reached on this one; an IPv6 address stands in brackets. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

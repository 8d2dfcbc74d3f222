import { hostname } from 'node:os';
import { resolve } from 'node:path';
import {
  createSecrets,
  type PrivateTargets,
  parsePrivateTargets,
  type Secrets,
  withHidden,
} from '@clew/automation';
import { type Llm, llmOf, parseSettings, type Settings } from '@clew/contracts';

/** What the worker needs to know to start, checked. */
export interface WorkerConfig {
  /** Absolute path of `CLEW_HOME`. */
  readonly home: string;
  /** Undefined: the embedded event store that another process serves from `home`. */
  readonly eventsUrl: string | undefined;
  readonly name: string;
  readonly host: string;
  readonly concurrency: number;
  /** Private targets that actions may send requests to. */
  readonly privateTargets: PrivateTargets;
  readonly secrets: Secrets;
  /** The secrets, and what else must be shown nowhere. */
  readonly hidden: Secrets;
  /** The language model that writes knowledge; null: nothing is sent to any. */
  readonly llm: Llm | null;
  /** All that the programs of actions see of the worker's environment. */
  readonly programEnvironment: Readonly<Record<string, string>>;
  readonly logLevel: Settings['CLEW_LOG_LEVEL'];
}

const programVariables = ['PATH', 'HOME', 'LANG'];

/**
 * Reads the worker's part of the settings, and its secrets.
 *
 * @throws ClewError `settings_invalid` or `secrets_invalid` that lists every problem at once.
 */
export function workerConfig(
  environment: Readonly<Record<string, string | undefined>>,
): WorkerConfig {
  const settings = parseSettings(environment);
  const secrets = createSecrets(environment);
  return {
    home: resolve(settings.CLEW_HOME),
    eventsUrl: settings.CLEW_EVENTS_URL,
    name: settings.CLEW_WORKER_NAME ?? defaultName(hostname(), process.pid),
    host: hostname(),
    concurrency: settings.CLEW_WORKER_CONCURRENCY,
    privateTargets: parsePrivateTargets(settings.CLEW_HTTP_ALLOW_PRIVATE),
    secrets,
    hidden: withHidden(secrets, { CLEW_LLM_KEY: settings.CLEW_LLM_KEY ?? null }),
    llm: llmOf(settings),
    programEnvironment: Object.fromEntries(
      programVariables.flatMap((name) => {
        const value = environment[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    logLevel: settings.CLEW_LOG_LEVEL,
  };
}

/** Several workers on one host must not share a name, and host names may hold what names may not. */
export function defaultName(host: string, pid: number): string {
  const usable = host.replaceAll(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return `${usable.slice(0, 100) || 'worker'}-${pid}`;
}

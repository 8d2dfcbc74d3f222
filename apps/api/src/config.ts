import { resolve } from 'node:path';
import { createSecrets, type Secrets, withHidden } from '@clew/automation';
import { llmOf, parseSettings, type Settings } from '@clew/contracts';

/** What the API needs to know to start, checked. */
export interface ApiConfig {
  /** Absolute path of `CLEW_HOME`. */
  readonly home: string;
  /** Undefined: the embedded event store that another process serves from `home`. */
  readonly eventsUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly webPort: number;
  readonly allowedHosts: readonly string[];
  /** Changes a minute for each token; 0: no limit. */
  readonly rateLimit: number;
  /** Most bytes that graphs of the past take below `home`. */
  readonly cacheBytes: number;
  /** What the senders of webhooks sign with, and what is shown nowhere. */
  readonly secrets: Secrets;
  /** The secrets, and what else must be shown nowhere. */
  readonly hidden: Secrets;
  /** Whether a language model is named that workers may ask. */
  readonly generates: boolean;
  readonly logLevel: Settings['CLEW_LOG_LEVEL'];
}

/**
 * Reads the API's part of the settings.
 *
 * @throws ClewError `settings_invalid` that lists every problem at once.
 */
export function apiConfig(environment: Readonly<Record<string, string | undefined>>): ApiConfig {
  const settings = parseSettings(environment);
  const secrets = createSecrets(environment);
  return {
    home: resolve(settings.CLEW_HOME),
    eventsUrl: settings.CLEW_EVENTS_URL,
    host: settings.CLEW_API_HOST,
    port: settings.CLEW_API_PORT,
    webPort: settings.CLEW_WEB_PORT,
    allowedHosts: (settings.CLEW_API_ALLOWED_HOSTS ?? '').split(',').flatMap((host) => {
      const name = host.trim();
      return name === '' ? [] : [name];
    }),
    rateLimit: settings.CLEW_API_RATE_LIMIT,
    cacheBytes: settings.CLEW_CACHE_MB * 1_048_576,
    secrets,
    hidden: withHidden(secrets, { CLEW_LLM_KEY: settings.CLEW_LLM_KEY ?? null }),
    generates: llmOf(settings) !== null,
    logLevel: settings.CLEW_LOG_LEVEL,
  };
}

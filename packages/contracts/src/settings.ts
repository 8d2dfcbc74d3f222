import { z } from 'zod';
import { ClewError } from './clew-error.ts';
import { llmProblems, llmSettings } from './llm-settings.ts';
import { tokenSecretSchema } from './token.ts';
import { workerNameSchema } from './worker.ts';

const port = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a port number' })
    .int('must be a whole number')
    .min(1, 'must be between 1 and 65535')
    .max(65535, 'must be between 1 and 65535')
    .default(fallback);

/** Every setting of Clew, as environment variables. An empty value counts as unset. */
export const settingsSchema = z.object({
  /** Folder of the graphs and of the embedded event store. */
  CLEW_HOME: z.string().default('.clew'),
  /** PostgreSQL with TimescaleDB; unset means the embedded one in `CLEW_HOME`. */
  CLEW_EVENTS_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  CLEW_API_HOST: z.string().default('127.0.0.1'),
  CLEW_API_PORT: port(4000),
  /** More names, separated by commas, that browsers reach the API by; loopback names always work. */
  CLEW_API_ALLOWED_HOSTS: z
    .string()
    .regex(/^[^\s,]+(\s*,\s*[^\s,]+)*$/, 'must be host names separated by commas')
    .optional(),
  /** Changes a minute that one token may make; it may read ten times as often. 0: no limit. */
  CLEW_API_RATE_LIMIT: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .default(60_000),
  /** Where clients reach the API; unset means its host and port on this machine. */
  CLEW_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that starts with http:// or https://' })
    .optional(),
  /** What clients show to the API; unset means the token in `CLEW_HOME`. */
  CLEW_TOKEN: tokenSecretSchema.optional(),
  /** Most space, in MiB, that graphs of the past take in `CLEW_HOME/cache`. */
  CLEW_CACHE_MB: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .default(2048),
  CLEW_WEB_PORT: port(4001),
  /** Port of the embedded event store. */
  CLEW_EVENTS_PORT: port(4002),
  /** Name under which a worker registers; unset means host name and process id. */
  CLEW_WORKER_NAME: workerNameSchema.optional(),
  /** Most executions that one worker runs at once. */
  CLEW_WORKER_CONCURRENCY: z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1000, 'must be at most 1000')
    .default(1),
  /**
   * Private targets that actions may send requests to: host names, addresses and ranges such as
   * 10.0.0.0/8, separated by commas, or `true` for all of them. Unset: none.
   */
  CLEW_HTTP_ALLOW_PRIVATE: z
    .string()
    .regex(
      /^[^\s,]+(\s*,\s*[^\s,]+)*$/,
      'must be true, or hosts and address ranges separated by commas',
    )
    .optional(),
  /** File of secrets for actions: JSON or NAME=value lines, mode 0600. */
  CLEW_SECRETS_FILE: z.string().optional(),
  ...llmSettings,
  CLEW_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, silent',
    })
    .default('info'),
});

export type Settings = z.infer<typeof settingsSchema>;

/**
 * Reads the settings from environment variables, once, at boot.
 *
 * @throws ClewError `settings_invalid` that lists every problem at once.
 */
export function parseSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = settingsSchema.safeParse(present);
  const wrong = (parsed.error?.issues ?? []).map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  const misfits = llmProblems(parsed.data ?? present);
  if (parsed.success && misfits.length === 0) return parsed.data;
  const issues = [...wrong, ...misfits];
  const list = issues.map(({ path, message }) => `  ${path} ${message}`).join('\n');
  throw new ClewError('invalid_request', 'settings_invalid', `Settings are not valid:\n${list}`, {
    issues,
  });
}

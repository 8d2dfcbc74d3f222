import { join, resolve } from 'node:path';
import { parseSettings } from '@clew/contracts';

/** What the migrations app needs to know of the settings, as absolute paths. */
export interface MigrateConfig {
  /** Folder that holds one folder per codebase. */
  readonly codebasesDir: string;
  /** PostgreSQL with TimescaleDB, or null for the embedded one in `eventsDir`. */
  readonly eventsUrl: string | null;
  readonly eventsDir: string;
}

/** @throws ClewError `settings_invalid` that lists every problem. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  workingDir: string,
): MigrateConfig {
  const settings = parseSettings(environment);
  const home = resolve(workingDir, settings.CLEW_HOME);
  return {
    codebasesDir: join(home, 'codebases'),
    eventsUrl: settings.CLEW_EVENTS_URL ?? null,
    eventsDir: join(home, 'events'),
  };
}

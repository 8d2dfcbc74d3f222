import type { TimerConfig } from '@clew/contracts';
import { Cron } from 'croner';
import { AutomationError } from '../automation-error.ts';

/**
 * The first moment behind `after` at which a timer fires, or null when there is none.
 *
 * Cron expressions are read in their time zone: a moment that the clocks skip fires once when they
 * have moved on, one that they repeat fires once, the first time; expressions of every hour or
 * minute follow real time.
 *
 * @throws AutomationError `timer_invalid` that says what is wrong with the expression or zone.
 */
export function nextFire({
  config,
  after,
}: {
  readonly config: TimerConfig;
  readonly after: Date;
}): Date | null {
  if ('cron' in config) return asked(config.cron, () => cronOf(config).nextRun(after));
  if ('every_seconds' in config) return new Date(after.getTime() + config.every_seconds * 1000);
  const at = new Date(config.at);
  return at > after ? at : null;
}

/** The moments of a cron expression before `before`, the latest first, `limit` at most. */
export function previousCronFires(
  config: Extract<TimerConfig, { readonly cron: string }>,
  { before, limit }: { readonly before: Date; readonly limit: number },
): readonly Date[] {
  return asked(config.cron, () => cronOf(config).previousRuns(limit, before));
}

function cronOf({ cron, timezone = 'UTC' }: { cron: string; timezone?: string | undefined }): Cron {
  return new Cron(cron, { timezone, paused: true });
}

function asked<T>(cron: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AutomationError(
      'timer_invalid',
      `The timer cannot follow "${cron}": ${reason.split('. ')[0]}. Correct its cron expression or its time zone.`,
      { cause: error },
    );
  }
}

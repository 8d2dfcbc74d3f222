import type { TimerConfig } from '@clew/contracts';
import { nextFire, previousCronFires } from './next-fire.ts';

/** What a due timer does now. */
export interface DueFires {
  /** The moments that fire, in their order. */
  readonly fires: readonly { readonly scheduledFor: Date; readonly missed: number }[];
  readonly next: Date | null;
}

/** Most moments that a timer makes up for. */
const mostMadeUp = 100;

/** Nobody can fire at the very moment; what is later than this was missed. */
const graceMs = 60_000;

/**
 * Decides what a timer that was due at `due` fires at `now`, and when it is due next. The latest
 * moment fires by itself unless it is more than a minute ago; earlier ones, and that one then, were
 * missed: `skip` drops them, `once` lets the latest stand for all (its `missed` counts the others, up
 * to 99), `all` fires each of the latest 100.
 */
export function dueFires({
  config,
  due,
  now,
}: {
  readonly config: TimerConfig;
  readonly due: Date;
  readonly now: Date;
}): DueFires {
  const moments = momentsUntil(config, { due, now });
  const latest = moments.at(-1) ?? due;
  const next = 'at' in config ? null : nextFire({ config, after: 'cron' in config ? now : latest });
  switch (config.missed) {
    case 'skip': {
      const isMissed = now.getTime() - latest.getTime() > graceMs;
      return { fires: isMissed ? [] : [{ scheduledFor: latest, missed: 0 }], next };
    }
    case 'once':
      return { fires: [{ scheduledFor: latest, missed: moments.length - 1 }], next };
    case 'all':
      return { fires: moments.map((scheduledFor) => ({ scheduledFor, missed: 0 })), next };
    default:
      return config.missed satisfies never;
  }
}

/** The latest moments from `due` until `now`, which is not before it. */
function momentsUntil(
  config: TimerConfig,
  { due, now }: { readonly due: Date; readonly now: Date },
): readonly Date[] {
  if ('at' in config) return [due];
  if ('every_seconds' in config) {
    const step = config.every_seconds * 1000;
    const last = Math.floor((now.getTime() - due.getTime()) / step);
    const first = Math.max(0, last - mostMadeUp + 1);
    return Array.from(
      { length: last - first + 1 },
      (_, index) => new Date(due.getTime() + (first + index) * step),
    );
  }
  // Asked a moment later, because what fires at `now` counts.
  const before = new Date(now.getTime() + 1);
  const latest = previousCronFires(config, { before, limit: mostMadeUp }).filter(
    (moment) => moment >= due,
  );
  return latest.length === 0 ? [due] : latest.toReversed();
}

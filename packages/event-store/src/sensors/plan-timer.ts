import { type SensorEntrypoint, type TimerConfig, timerConfigSchema } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';

/** Says when a timer fires next, or null for never; throws when its config cannot be followed. */
export type NextFire = (timer: {
  readonly config: TimerConfig;
  readonly after: Date;
}) => Date | null;

/** When a sensor fires first, counted from now by the clock of the server; null for no timer. */
export async function planTimer(
  { sql }: EventSession,
  input: {
    readonly entrypoint: SensorEntrypoint;
    readonly config: unknown;
    readonly nextFire: NextFire;
  },
): Promise<string | null> {
  if (input.entrypoint !== 'timer') return null;
  const config = parseInput(timerConfigSchema, input.config);
  const [row] = await sql<{ now: string }[]>`select clock_timestamp() as now`;
  const after = new Date(row?.now ?? Date.now());
  return input.nextFire({ config, after })?.toISOString() ?? null;
}

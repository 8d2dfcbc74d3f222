import type { EventSession } from '../session.ts';

export interface RecordSensorError {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string; readonly error: string };
}

/** Longest text that is kept of an error. */
const maxErrorLength = 2_000;

/** Notes on a sensor what went wrong. An unknown sensor is nothing to note on. */
export async function recordSensorError({ ctx, input }: RecordSensorError): Promise<void> {
  const error = input.error.replaceAll('\0', '').slice(0, maxErrorLength);
  await ctx.events.run(
    ({ sql }) => sql`
      update sensor
      set state = 'failing', error_count = error_count + 1, last_error = ${error}::text,
          last_error_at = statement_timestamp()
      where ref = ${input.ref}::text`,
  );
}

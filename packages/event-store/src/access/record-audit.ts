import type { AuditEntry } from '@clew/contracts';
import type { EventSession } from '../session.ts';

/** What happened, before it has an id. `time` is when it was answered. */
export type NewAuditEntry = Omit<AuditEntry, 'id'>;

export interface RecordAudit {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly entries: readonly NewAuditEntry[] };
}

/** Stores entries of the audit log, all of them or none. */
export async function recordAudit({ ctx, input }: RecordAudit): Promise<void> {
  if (input.entries.length === 0) return;
  await ctx.events.run(
    ({ sql }) => sql`
      insert into audit (time, actor, token, operation, outcome, status, path, request_id, address,
                         detail)
      select time, actor, token, operation, outcome, status, path, request_id, address, detail
      from jsonb_to_recordset(${JSON.stringify(input.entries)}::text::jsonb) as entry (
        time timestamptz, actor text, token bigint, operation text, outcome text, status integer,
        path text, request_id text, address text, detail text)`,
  );
}

import type { EventSession } from '../session.ts';

/** Tells every worker that something can be claimed that was claimed before. */
export async function notifyDue({ sql }: EventSession): Promise<void> {
  await sql`select pg_notify('execution_due', '')`;
}

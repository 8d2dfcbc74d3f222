import type { StoreMigrations } from '@clew/contracts';
import type { EventSession } from '../session.ts';
import { pendingMigrations, readJournal } from './journal.ts';
import { readMigrations } from './read-migrations.ts';

/**
 * What was done to the schema of an open event store, in order, and what this version would still do.
 * Unlike a plan it asks for nothing that the server may refuse.
 */
export async function listAppliedMigrations({
  ctx,
}: {
  readonly ctx: { readonly events: EventSession };
}): Promise<StoreMigrations> {
  const applied = (await ctx.events.run(({ sql }) => readJournal(sql))) ?? [];
  const pending = pendingMigrations(readMigrations(), applied, ctx.events.server);
  return {
    applied: applied.map(({ name, applied_at }) => ({ name, applied_at })),
    pending: pending.map(({ name }) => name),
  };
}

import { ClewError, type MigrationsReport } from '@clew/contracts';
import { listAppliedMigrations } from '@clew/event-store';
import { codebaseNames } from '@clew/graph-store';
import type { ApiContext } from '../api-context.ts';
import type { Handlers } from './handler.ts';

type GraphMigrations = MigrationsReport['graphs'][number];

export const getMigrations: Handlers['getMigrations'] = async ({ ctx, signal }) => {
  const [events, graphs] = await Promise.all([
    listAppliedMigrations({ ctx }),
    Promise.all(codebaseNames(ctx.home).map((name) => migrationsOf(ctx, name, signal))),
  ]);
  return { status: 200, body: { events, graphs } };
};

/** One graph that cannot be read hides neither the others nor the event store. */
async function migrationsOf(
  ctx: ApiContext,
  codebase: string,
  signal: AbortSignal,
): Promise<GraphMigrations> {
  try {
    const state = await ctx.graphs.ask('listGraphMigrations', {
      name: codebase,
      input: {},
      signal,
    });
    return { codebase, migrations: state, error: null };
  } catch (error) {
    if (!(error instanceof ClewError) || signal.aborted) throw error;
    return { codebase, migrations: null, error: error.message };
  }
}

import { join } from 'node:path';
import {
  httpAction,
  logAction,
  processAction,
  type RunningWorker,
  redactingLog,
  redactor,
  resolveSecrets,
  startEngine,
  startMaintenance,
  startRelay,
  startTimers,
  startWorker,
  webhookOutAction,
} from '@clew/automation';
import { locateEmbeddedTimescale } from '@clew/embedded-timescale';
import { getRunDefinition, openEventStore } from '@clew/event-store';
import type { Logger } from 'pino';
import { generationAction } from './actions/generation-action.ts';
import { indexAction } from './actions/index-action.ts';
import type { WorkerConfig } from './config.ts';
import { WorkerError } from './worker-error.ts';

/** Runs share them: they only ask for a moment, and outcomes are stored together. */
const mostRunConnections = 16;

/**
 * Opens the event store and lets work on it: a worker with every built-in action, an engine that moves
 * events to executions, a relay that moves what changes in the graphs, timers, and maintenance. It
 * never migrates: a store that is not current is refused with the command that brings it up to date.
 *
 * @throws ClewError that says what to do; nothing stays open then.
 */
export async function startWorkerApp({
  config,
  logger,
}: {
  readonly config: WorkerConfig;
  readonly logger: Logger;
}): Promise<RunningWorker> {
  const { home, secrets, hidden, llm } = config;
  const redact = redactor(hidden);
  const log = redactingLog(logger, redact);
  const events = await openEventStore({
    url: await eventsUrl(config),
    maxConnections: Math.min(config.concurrency, mostRunConnections) + 7,
    onNotice: (notice) => log.debug?.({ notice }, 'event store'),
  });
  const relay = startRelay({ ctx: { home, events, log } });
  const timers = startTimers({ ctx: { events, log } });
  const maintenance = startMaintenance({ ctx: { home, events, log } });
  const helpers: { stop(): Promise<void> }[] = [relay, timers, maintenance];
  const stopHelpers = () => Promise.all(helpers.map((helper) => helper.stop()));
  const http = { allowed: config.privateTargets };
  const actions = [
    logAction(),
    httpAction(http),
    webhookOutAction(http),
    processAction({
      environment: config.programEnvironment,
      cwd: home,
      allowProcess: async ({ action_ref, enforcement }) => {
        const input = { action_ref, enforcement: enforcement?.id ?? null };
        return (await getRunDefinition({ ctx: { events }, input }))?.from_file ?? false;
      },
    }),
    indexAction({ home, events, redact, onIndexed: relay.wake }),
    generationAction({ home, llm, hidden }),
  ];
  try {
    helpers.push(await startEngine({ ctx: { events, log }, name: config.name }));
    const { worker, stop } = await startWorker({
      ctx: {
        events,
        log,
        redact,
        resolveParameters: ({ config: stored, enforcement }) =>
          resolveSecrets({ config: stored, secrets, enforcement }).value,
      },
      worker: {
        name: config.name,
        host: config.host,
        capabilities: { actions: actions.map(({ ref }) => ref) },
        meta: { pid: process.pid, node: process.version },
      },
      actions,
      concurrency: config.concurrency,
    });
    return {
      worker,
      async stop() {
        await stop();
        await stopHelpers();
        await events.close();
      },
    };
  } catch (error) {
    await stopHelpers();
    await events.close();
    throw error;
  }
}

async function eventsUrl({ eventsUrl, home }: WorkerConfig): Promise<string> {
  const url = eventsUrl ?? (await locateEmbeddedTimescale(join(home, 'events')));
  if (url !== null) return url;
  throw new WorkerError(
    'event_store_missing',
    'No event store is running. Start everything with `pnpm dev`, or set CLEW_EVENTS_URL to a TimescaleDB server.',
  );
}

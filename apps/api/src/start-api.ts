import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { redactingLog, redactor } from '@clew/automation';
import { locateEmbeddedTimescale } from '@clew/embedded-timescale';
import { countPending, groupCommit, openAuditLog, openEventStore } from '@clew/event-store';
import type { Logger } from 'pino';
import { ensureFirstToken } from './access/first-token.ts';
import { createRateLimiter } from './access/rate-limiter.ts';
import { createTokenCache } from './access/token-cache.ts';
import { createApp } from './app.ts';
import type { ApiConfig } from './config.ts';
import { ApiError } from './errors/api-error.ts';
import { checkGraphs } from './graphs/check-graphs.ts';
import { openGraphs } from './graphs/open-graphs.ts';
import { oneAtATime } from './index-jobs/one-at-a-time.ts';
import { listen } from './listen.ts';
import { createMetrics } from './metrics.ts';
import { allowedHosts } from './request/allowed-hosts.ts';
import { createStreamHub } from './streams/stream-hub.ts';
import { createWebhookLimits } from './webhooks/webhook-limits.ts';

/** Time for the stores to close behind the last request; a query that runs longer is left alone. */
const storeGraceMs = 1000;

export interface RunningApi {
  readonly url: string;
  /** Ends within 3 s, also while requests are running. */
  close(): Promise<void>;
}

async function eventsUrl({ eventsUrl, home }: ApiConfig): Promise<string> {
  const url = eventsUrl ?? (await locateEmbeddedTimescale(join(home, 'events')));
  if (url !== null) return url;
  throw new ApiError(
    'unavailable',
    'store_not_ready',
    'No event store is running. Start everything with `pnpm dev`, or set CLEW_EVENTS_URL to a TimescaleDB server.',
  );
}

/**
 * Opens both stores and serves the API. It never migrates: stores that are not current are refused
 * with the command that brings them up to date.
 *
 * @throws ClewError that says what to do; nothing stays open then.
 */
export async function startApi({
  config,
  logger,
}: {
  readonly config: ApiConfig;
  readonly logger: Logger;
}): Promise<RunningApi> {
  const { secrets, hidden, generates } = config;
  const redact = redactor(hidden);
  const log = redactingLog(logger, redact);
  checkGraphs({ home: config.home, logger: log });
  const events = await openEventStore({
    url: await eventsUrl(config),
    onNotice: (notice) => log.debug({ notice }, 'event store'),
  });
  const graphs = openGraphs({ home: config.home, events, cacheBytes: config.cacheBytes });
  const streams = createStreamHub({ events, logger: log });
  const now = () => performance.now();
  const audit = openAuditLog({
    ctx: { events },
    onLost: (entries, err) => log.error({ err, entries }, 'audit entries could not be stored'),
  });
  const closeStores = async () => {
    streams.close();
    await graphs.close();
    await audit.close();
    await events.close();
  };
  try {
    await ensureFirstToken({ home: config.home, events, logger: log });
    const app = createApp({
      home: config.home,
      events,
      ingest: groupCommit({ events }),
      graphs,
      logger: log,
      redact,
      metrics: createMetrics({
        codebases: () => graphs.count(),
        streams: () => streams.clients,
        pending: () =>
          countPending({ ctx: { events } }).catch((error: unknown) => {
            log.warn({ err: error }, 'nobody can say what is pending');
            return null;
          }),
      }),
      hosts: allowedHosts({
        configured: [config.host, ...config.allowedHosts],
        webPort: config.webPort,
      }),
      streams,
      webhooks: {
        secrets,
        limits: createWebhookLimits({ now }),
      },
      access: {
        tokens: createTokenCache({ events, now }),
        limits: createRateLimiter({ perMinute: config.rateLimit, now }),
        audit,
      },
      inTurn: oneAtATime(),
      generates,
    });
    const listening = await listen(app.fetch, config);
    return {
      url: listening.url,
      async close() {
        streams.close();
        await listening.close();
        await Promise.race([closeStores(), setTimeout(storeGraceMs, undefined, { ref: false })]);
      },
    };
  } catch (error) {
    await closeStores();
    throw error;
  }
}

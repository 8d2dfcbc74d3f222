import type { Redact } from '@clew/automation';
import type { EventGroup, EventStore } from '@clew/event-store';
import type { Access } from './access/access.ts';
import type { ApiLog } from './api-log.ts';
import type { Graphs } from './graphs/open-graphs.ts';
import type { Metrics } from './metrics.ts';
import type { AllowedHosts } from './request/allowed-hosts.ts';
import type { StreamHub } from './streams/stream-hub.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** What the API works with. */
export interface ApiContext {
  /** Absolute path of `CLEW_HOME`. */
  readonly home: string;
  readonly events: EventStore;
  /** Stores what is posted, with others' posts in one transaction. */
  readonly ingest: EventGroup;
  readonly graphs: Graphs;
  readonly logger: ApiLog;
  /** What leaves the server, or is stored, passes this where it may hold what a client sent. */
  readonly redact: Redact;
  readonly metrics: Metrics;
  readonly hosts: AllowedHosts;
  readonly access: Access;
  readonly streams: StreamHub;
  readonly webhooks: Webhooks;
  /** Whether a language model is named that workers may ask. */
  readonly generates: boolean;
  /** Runs work on one codebase after other work on it. */
  inTurn<T>(codebase: string, work: () => Promise<T>): Promise<T>;
}

import type { PendingCounts } from '@clew/event-store';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface ObservedRequest {
  readonly method: string;
  /** The path template of the route, never the path: the number of labels must stay bounded. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  observe(request: ObservedRequest): void;
  /** All metrics in the Prometheus text format. */
  expose(): Promise<string>;
}

/** The numbers that are asked at each scrape. */
export interface AskedMetrics {
  readonly codebases: () => number;
  readonly streams: () => number;
  /** What waits at each stage; null while nobody can say. */
  readonly pending: () => Promise<PendingCounts | null>;
}

/** Metrics of one server. */
export function createMetrics(ask: AskedMetrics): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'clew_http_request_duration_seconds',
    help: 'Time from the first byte of a request to its answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'clew_codebases',
    help: 'Codebases that have a graph.',
    registers: [registry],
    collect() {
      this.set(ask.codebases());
    },
  });
  new Gauge({
    name: 'clew_stream_clients',
    help: 'Clients that follow what happens.',
    registers: [registry],
    collect() {
      this.set(ask.streams());
    },
  });
  new Gauge({
    name: 'clew_pending',
    help: 'What waits: events for the engine, enforcements to be processed, executions for a worker.',
    labelNames: ['stage'],
    registers: [registry],
    async collect() {
      this.reset();
      const pending = await ask.pending();
      if (pending === null) return;
      for (const [stage, count] of Object.entries(pending)) this.set({ stage }, count);
    },
  });
  return {
    observe({ method, route, status, seconds }) {
      duration.observe({ method, route, status }, seconds);
    },
    expose: () => registry.metrics(),
  };
}

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

/** Metrics of one server. The numbers that it is given are asked at each scrape. */
export function createMetrics(ask: { readonly codebases: () => number }): Metrics {
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
  return {
    observe({ method, route, status, seconds }) {
      duration.observe({ method, route, status }, seconds);
    },
    expose: () => registry.metrics(),
  };
}

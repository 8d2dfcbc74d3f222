export { CLUSTER_VERSION as embeddedTimescaleVersion } from './engine/cluster.ts';
export { EmbeddedTimescaleError, type EmbeddedTimescaleErrorCode } from './errors.ts';
export { DEFAULT_LIMITS, type GatewayLimits } from './gateway/gateway-limits.ts';
export { locateEmbeddedTimescale } from './locate.ts';
export type { Logger } from './logger.ts';
export {
  type EmbeddedTimescale,
  type StartOptions,
  startEmbeddedTimescale,
} from './start-embedded-timescale.ts';
